'use client';

import { useSearchParams } from 'next/navigation';

/** Filters that stand in the address, so that a view is a link; an empty one is left out. */
export function useFilter<Name extends string>(names: readonly Name[]) {
  const search = useSearchParams();
  const values = Object.fromEntries(names.map((name) => [name, search.get(name) ?? ''])) as Record<Name, string>;
  const set = (changed: Partial<Record<Name, string>>) => {
    const params = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changed) as [Name, string][]) {
      if (value) params.set(name, value);
      else params.delete(name);
    }
    history.replaceState(null, '', params.size > 0 ? `?${params}` : location.pathname);
  };
  return [values, set] as const;
}
