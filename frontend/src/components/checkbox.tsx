'use client';

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';

interface Props {
  /** Which of a group it is. */
  value?: string;
  isSelected?: boolean;
  onChange?(selected: boolean): void;
  children: ReactNode;
}

/** A box to tick and the words beside it, which may be more than one line. */
export function Checkbox({ children, ...rest }: Props) {
  return (
    <AriaCheckbox
      {...rest}
      className="group flex min-h-8 cursor-pointer items-start gap-2.5 rounded-sm py-1.5 text-base pointer-coarse:min-h-11 pointer-coarse:py-2.5"
    >
      <span
        aria-hidden
        className="mt-px flex size-4.5 flex-none items-center justify-center rounded-xs border border-line-strong bg-surface text-on-accent group-data-selected:border-accent group-data-selected:bg-accent group-data-invalid:border-danger"
      >
        <Check className="hidden size-3.5 group-data-selected:block" strokeWidth={2.5} />
      </span>
      <span className="min-w-0">{children}</span>
    </AriaCheckbox>
  );
}
