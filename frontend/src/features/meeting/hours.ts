import type { FreeBusy } from '@/lib/api/types';

/** Who is not at work, or away, in the moment that the server was asked about; those it does not know are left out. */
export function outsideOf({ subjects }: FreeBusy): string[] {
  return Object.entries(subjects).flatMap(([id, { busy, working_hours, errors }]) => {
    const isAway = working_hours.length === 0 || busy.some(({ kind }) => kind === 'out_of_office');
    return isAway && errors.length === 0 ? [id] : [];
  });
}
