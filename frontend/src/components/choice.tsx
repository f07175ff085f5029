'use client';

import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { cx } from './class-names';

export type Tone = 'accent' | 'success' | 'warning' | 'danger';

interface Option<Value extends string> {
  value: Value;
  label: string;
  icon?: ReactNode;
  tone?: Tone;
}

interface Props<Value extends string> {
  label: string;
  showLabel?: boolean;
  options: readonly Option<Value>[];
  value: Value | null;
  onChange(value: Value): void;
  isDisabled?: boolean;
  wide?: boolean;
}

const tones: Record<Tone, string> = {
  accent: 'data-selected:text-accent-text data-selected:bg-accent-soft',
  success: 'data-selected:text-success data-selected:bg-success-soft',
  warning: 'data-selected:text-warning data-selected:bg-warning-soft',
  danger: 'data-selected:text-danger data-selected:bg-danger-soft',
};

/** A segmented control: one of a few, all in view. */
export function Choice<Value extends string>(props: Props<Value>) {
  const { label, showLabel = false, options, value, onChange, isDisabled = false, wide = false } = props;
  return (
    <RadioGroup
      value={value}
      onChange={(chosen) => onChange(chosen as Value)}
      isDisabled={isDisabled}
      orientation="horizontal"
      className="flex flex-col gap-1.5"
      {...(showLabel ? {} : { 'aria-label': label })}
    >
      {showLabel ? <Label className="text-sm font-[550] text-fg-2">{label}</Label> : null}
      <div className={cx('gap-0.5 rounded-md border border-line-strong bg-surface p-0.5', wide ? 'flex' : 'inline-flex flex-wrap self-start')}>
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            className={cx(
              'flex h-[calc(var(--control)-6px)] cursor-pointer items-center justify-center gap-1.5 rounded-sm px-3',
              'text-base font-[500] whitespace-nowrap text-fg-2 transition-colors duration-(--t-1) data-hovered:text-fg',
              'data-selected:font-[600] data-disabled:cursor-default data-disabled:opacity-60',
              // On a second line they fill it as the first is filled.
              wide ? 'flex-1' : 'flex-auto',
              tones[option.tone ?? 'accent'],
            )}
          >
            {option.icon}
            {option.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
