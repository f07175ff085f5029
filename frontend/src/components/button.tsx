'use client';

import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';
import { cx } from './class-names';

export type ButtonLook = 'primary' | 'secondary' | 'ghost' | 'danger';

const looks: Record<ButtonLook, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover font-[550]',
  secondary: 'bg-surface text-fg border border-line hover:bg-hover font-[500]',
  ghost: 'text-fg-2 hover:bg-hover hover:text-fg font-[500]',
  danger: 'bg-danger-soft text-danger hover:brightness-97 font-[550]',
};

/** The look of a button, for links that act like one. */
export function buttonClass(look: ButtonLook = 'secondary', icon = false): string {
  return cx(
    'inline-flex h-(--control) shrink-0 cursor-pointer items-center justify-center gap-2 rounded-md whitespace-nowrap',
    'text-base transition-colors duration-(--t-1) select-none active:translate-y-[.5px]',
    'disabled:cursor-default disabled:opacity-55',
    icon ? 'w-(--control)' : 'px-3.5',
    looks[look],
  );
}

interface Props extends Omit<ButtonProps, 'children' | 'className' | 'style' | 'isPending'> {
  /** What it started is under way: it keeps its focus and its width, and does nothing more. */
  isPending?: boolean;
  look?: ButtonLook;
  /** Shown before the label; replaced by a spinner while pending. */
  icon?: ReactNode;
  children?: ReactNode;
  className?: string;
  /** Square, icon only: needs an aria-label. */
  square?: boolean;
}

export function Button(props: Props) {
  const { look = 'secondary', icon, children, className, square = false, isPending = false, onPress, type, ...rest } = props;
  // React Aria's own pending state announces the button by id, which outlives the button itself.
  const quiet = isPending ? ({ type: 'button', 'aria-disabled': true, 'aria-busy': true } as const) : { type: type ?? 'button' };
  return (
    <AriaButton
      {...rest}
      {...quiet}
      {...(onPress && !isPending ? { onPress } : {})}
      className={cx(buttonClass(look, square), className)}
    >
      {isPending ? <LoaderCircle aria-hidden className="spinner size-4" strokeWidth={1.75} /> : icon}
      {children}
    </AriaButton>
  );
}
