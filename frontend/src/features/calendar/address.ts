import { paths } from '@/lib/routes';

/** What of the calendar's address a deed changes; an empty text takes it away. */
export type Changes = Readonly<Partial<Record<'v' | 'd' | 'o' | 'side' | 'zones' | 'tz', string>>>;

/** The same view of the calendar but for the changes, as people would write it. A draft that was asked for is not part of a view. */
export function addressWith(search: URLSearchParams, changes: Changes): string {
  const params = new URLSearchParams(search);
  params.delete('new');
  for (const [name, value] of Object.entries(changes)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  const query = params.toString().replaceAll('%2C', ',').replaceAll('%2F', '/').replaceAll('%3A', ':');
  return paths.calendar() + (query && `?${query}`);
}
