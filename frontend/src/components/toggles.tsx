'use client';

import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';

interface Props {
  label: string;
  /** `name` is what assistive technology reads where the label is short. */
  options: readonly { id: string; label: string; name?: string }[];
  value: readonly string[];
  onChange(value: string[]): void;
}

/** Any of a few, each a small button; one of them at least. */
export function Toggles({ label, options, value, onChange }: Props) {
  return (
    <div className="flex flex-col gap-1.5">
      <span aria-hidden className="text-sm font-[550] text-fg-2">
        {label}
      </span>
      <ToggleButtonGroup
        aria-label={label}
        selectionMode="multiple"
        disallowEmptySelection
        selectedKeys={value}
        onSelectionChange={(keys) => onChange([...keys].map(String))}
        className="flex flex-wrap gap-1"
      >
        {options.map((option) => (
          <ToggleButton
            key={option.id}
            id={option.id}
            aria-label={option.name ?? option.label}
            className="size-9 cursor-pointer rounded-full border border-line-strong text-sm font-[550] text-fg-2 data-hovered:bg-hover data-selected:border-accent data-selected:bg-accent data-selected:text-on-accent pointer-coarse:size-11"
          >
            {option.label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
