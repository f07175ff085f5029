'use client';

import { Search } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { cx } from '@/components/class-names';
import { controlClass } from '@/components/field';

/** Milliseconds without a key after which a search begins. */
const pause = 200;

interface Props {
  label: string;
  value: string;
  onChange(words: string): void;
  onKeyDown?(event: KeyboardEvent): void;
}

/** What is typed is looked for a moment later. */
export function SearchLine({ label, value, onChange, onKeyDown }: Props) {
  const [typed, setTyped] = useState(value);
  const newest = useRef(onChange);
  useEffect(() => {
    newest.current = onChange;
  });
  useEffect(() => {
    if (typed.trim() === value.trim()) return undefined;
    const timer = setTimeout(() => newest.current(typed.trim()), pause);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <search className="relative block min-w-0 flex-1 basis-56">
      <Search aria-hidden className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-fg-3" strokeWidth={1.75} />
      <input
        type="search"
        data-search=""
        aria-label={label}
        placeholder={label}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        className={cx(controlClass, 'h-(--control) ps-9')}
      />
    </search>
  );
}
