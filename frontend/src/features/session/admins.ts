import type { QueryClient } from '@tanstack/react-query';

/** How many names are enough to ask somebody. */
const enough = 3;

/** Those who may grant what one lacks, by name, as far as the lists of people that were read know them. */
export function adminsKnown(cache: QueryClient): string[] {
  const read = [['people'], ['admins']].flatMap((queryKey) => cache.getQueriesData({ queryKey }).map(([, data]) => data));
  const names = read.flatMap(peopleIn).flatMap((person) => (person.role === 'admin' && person.name ? [person.name] : []));
  return [...new Set(names)].slice(0, enough);
}

interface Read {
  readonly name?: string;
  readonly role?: string;
}

/** Whether it was a page, or several, or only those who were looked for. */
function peopleIn(read: unknown): Read[] {
  if (Array.isArray(read)) return read as Read[];
  const { pages, data } = (read ?? {}) as { pages?: { data: Read[] }[]; data?: Read[] };
  return pages ? pages.flatMap((page) => page.data) : (data ?? []);
}
