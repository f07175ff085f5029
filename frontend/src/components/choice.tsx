'use client';

import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { breadthOf, halvesOf } from './choice-rows';
import { cx } from './class-names';
import { vars } from './css-vars';

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

/** Either all of a row fit beside each other, each as wide as the widest, or each has a line of its own. */
const fitting = 'max-sm:flex-[1_1_calc((var(--fits)-100%)*999)]';

/** A segmented control: one of a few, all in view. On a phone it is as wide as there is room for it, in rows that are all alike. */
export function Choice<Value extends string>(props: Props<Value>) {
  const { label, showLabel = false, options, value, onChange, isDisabled = false, wide = false } = props;
  const breadth = Math.max(...options.map((option) => breadthOf(option.label, Boolean(option.icon))));
  const inRows = (these: readonly Option<Value>[]): ReactNode => {
    const fits = vars({ '--fits': `${(breadth * these.length).toFixed(2)}em + ${2 * these.length}px` });
    return (
      halvesOf(these)?.map((half) => (
        <div key={half[0]?.value} style={fits} className={cx('flex flex-wrap gap-0.5 text-base sm:contents', fitting)}>
          {inRows(half)}
        </div>
      )) ??
      these.map((option) => (
        <Radio
          key={option.value}
          value={option.value}
          style={fits}
          className={cx(
            'flex h-[calc(var(--control)-6px)] cursor-pointer items-center justify-center gap-1.5 rounded-sm px-1.5 sm:px-3',
            'text-base font-[500] whitespace-nowrap text-fg-2 transition-colors duration-(--t-1) data-hovered:text-fg',
            'data-selected:font-[600] data-disabled:cursor-default data-disabled:opacity-60',
            // On a second line they fill it as the first is filled.
            wide ? 'sm:flex-1' : 'sm:flex-auto',
            fitting,
            tones[option.tone ?? 'accent'],
          )}
        >
          {option.icon}
          {option.label}
        </Radio>
      ))
    );
  };
  return (
    <RadioGroup
      value={value}
      onChange={(chosen) => onChange(chosen as Value)}
      isDisabled={isDisabled}
      orientation="horizontal"
      className="flex flex-col gap-1.5 max-sm:w-full"
      {...(showLabel ? {} : { 'aria-label': label })}
    >
      {showLabel ? <Label className="text-sm font-[550] text-fg-2">{label}</Label> : null}
      <div className={cx('flex gap-0.5 rounded-md border border-line-strong bg-surface p-0.5 max-sm:flex-wrap', !wide && 'sm:inline-flex sm:flex-wrap sm:self-start')}>
        {inRows(options)}
      </div>
    </RadioGroup>
  );
}
