'use client';

import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { FieldError as AriaFieldError } from 'react-aria-components/FieldError';
import { Label as AriaLabel } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { cx } from './class-names';

/** What every control that holds a value looks like. */
export const controlClass = cx(
  'w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 text-fg placeholder:text-fg-3',
  'transition-colors duration-(--t-1) hover:border-fg-3',
  'data-invalid:border-danger disabled:bg-sunken disabled:text-fg-3',
  'text-base pointer-coarse:text-md',
);

/** `quiet`: what it would say stands above already, and it is only read aloud. */
export function Label({ quiet = false, children }: { quiet?: boolean; children: ReactNode }) {
  return <AriaLabel className={quiet ? 'sr-only' : 'text-sm font-[550] text-fg-2'}>{children}</AriaLabel>;
}

export function Hint({ children }: { children: ReactNode }) {
  return (
    <Text slot="description" className="text-xs text-fg-3">
      {children}
    </Text>
  );
}

export function Fault({ children }: { children?: ReactNode }) {
  return (
    <AriaFieldError className="flex items-start gap-1.5 text-xs font-[500] text-danger">
      <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" strokeWidth={2} />
      <span>{children}</span>
    </AriaFieldError>
  );
}
