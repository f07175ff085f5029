'use client';

import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { cx } from '@/components/class-names';
import { controlClass } from '@/components/field';

interface Props {
  label: string;
  value: string;
  onChange(value: string): void;
}

/** What is typed is asked for once the fingers rest. */
export function SearchBox({ label, value, onChange }: Props) {
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const timer = setTimeout(() => onChange(typed.trim()), 250);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <SearchField aria-label={label} value={typed} onChange={setTyped} className="relative min-w-0 flex-1 basis-72">
      <Search aria-hidden className="absolute start-3 top-1/2 size-4 -translate-y-1/2 text-fg-3" strokeWidth={1.75} />
      <Input placeholder={label} className={cx(controlClass, 'h-(--control) ps-9')} />
    </SearchField>
  );
}
