/** IANA zones as people know them: by city. */

export function deviceZone(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  return modern[zone] ?? zone;
}

/** "America/Argentina/Buenos_Aires" → "Buenos Aires". */
export function cityOf(zone: string): string {
  return (zone.split('/').pop() ?? zone).replaceAll('_', ' ');
}

/** "GMT+1", "GMT−3:30" on that instant; never a static name. */
export function offsetOf(zone: string, instant: number): string {
  const part = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName');
  return (part?.value ?? '').replace('-', '−');
}

/** Browsers still list some cities under their former names; the server knows both. */
const modern: Record<string, string> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
  'America/Godthab': 'America/Nuuk',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
};

let known: string[] | undefined;

export function allZones(): string[] {
  known ??= [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone').map((zone) => modern[zone] ?? zone)])].sort();
  return known;
}

/** Zones whose city, region or offset holds every word of the query; those in `first` lead. */
export function searchZones(query: string, instant: number, first: readonly string[] = []): string[] {
  const words = query.toLowerCase().replaceAll('_', ' ').split(/[\s,/]+/).filter(Boolean);
  const listed = [...new Set([...first, ...allZones()])];
  if (words.length === 0) return listed;
  return listed.filter((zone) => {
    const text = `${zone.replaceAll('_', ' ')} ${offsetOf(zone, instant).replace('−', '-')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
