'use client';

import { Minus, Plus } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField';
import { cx } from './class-names';
import { controlClass, Label } from './field';

interface Props {
  label: string;
  value: number;
  onChange(value: number): void;
  least: number;
  most: number;
}

const step = 'flex w-8 shrink-0 cursor-pointer items-center justify-center text-fg-3 hover:text-fg disabled:cursor-default disabled:opacity-40';

/** A whole number, typed or stepped. */
export function NumberField({ label, value, onChange, least, most }: Props) {
  return (
    <AriaNumberField
      value={value}
      onChange={(number) => onChange(Number.isNaN(number) ? least : number)}
      minValue={least}
      maxValue={most}
      formatOptions={{ maximumFractionDigits: 0, useGrouping: false }}
      className="flex min-w-0 flex-col gap-1.5"
    >
      <Label>{label}</Label>
      <Group className={cx(controlClass, 'flex h-(--control) px-0')}>
        <Button slot="decrement" className={step}>
          <Minus aria-hidden className="size-3.5" strokeWidth={2} />
        </Button>
        <Input className="tabular w-full min-w-0 flex-1 bg-transparent text-center outline-none" />
        <Button slot="increment" className={step}>
          <Plus aria-hidden className="size-3.5" strokeWidth={2} />
        </Button>
      </Group>
    </AriaNumberField>
  );
}
