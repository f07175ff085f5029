import { allZones } from '@/lib/time/zones';

export const mostZones = 3;

/** The zones a link asks for beside one's own; what is none is passed over. */
export function zonesIn(text: string | null, own: string): string[] {
  const named = (text ?? '').split(',').filter((zone) => zone !== own && allZones().includes(zone));
  return [...new Set(named)].slice(0, mostZones);
}
