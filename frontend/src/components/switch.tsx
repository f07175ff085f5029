'use client';

import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components/Switch';

interface Props {
  isSelected: boolean;
  onChange(selected: boolean): void;
  isDisabled?: boolean;
  /** What it is called where no words stand beside it. */
  'aria-label'?: string;
  children?: ReactNode;
}

/** On or off, at once. */
export function Switch({ children, ...rest }: Props) {
  return (
    <AriaSwitch
      {...rest}
      className="group flex min-h-8 cursor-pointer items-center gap-3 rounded-sm text-base data-disabled:cursor-default data-disabled:opacity-55 pointer-coarse:min-h-11"
    >
      <span
        aria-hidden
        className="flex h-5.5 w-9.5 flex-none items-center rounded-full border border-line-strong bg-sunken p-0.5 transition-colors duration-(--t-2) group-data-selected:border-accent group-data-selected:bg-accent"
      >
        <span className="size-4 rounded-full bg-line-strong transition-transform duration-(--t-2) group-data-selected:translate-x-4 group-data-selected:bg-on-accent rtl:group-data-selected:-translate-x-4" />
      </span>
      {children ? <span className="min-w-0">{children}</span> : null}
    </AriaSwitch>
  );
}
