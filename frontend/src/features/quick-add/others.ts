import { allZones, cityOf } from '@/lib/time/zones';
import { lengthOf } from './clock';
import { end, rule, type Flag, type Meaning, type Rule, type Somebody } from './tokens';
import type { Table } from './words';

const word = String.raw`[\p{L}\p{M}][\p{L}\p{M}'’.-]*`;
const capital = String.raw`\p{Lu}[\p{L}\p{M}\p{N}'’.-]*`;
function somebody(text: string): Somebody {
  const name = text.trim().replace(/^@/, '');
  return { name: name.replace(/\?$/, '').replace(/[.]$/, ''), optional: name.endsWith('?') };
}

/** Capital letters count, whatever the other rules ignore. */
function exact(pattern: string, read: Rule['read']): Rule {
  return { pattern: new RegExp(pattern, 'uy'), read };
}

const mail = String.raw`[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>()?!.]+`;
const name = String.raw`(?:${word}(?:\s${capital})*\??)`;
export function peopleRules(table: Table): readonly Rule[] {
  const andThen = String.raw`(?:\s*[,&+]\s*|\s+(?:${table.and})\s+)`;
  const with_ = table.with.replace(/^./, (letter) => `[${letter.toUpperCase()}${letter}]`);
  return [
    exact(String.raw`(${mail}\??)${end}`, ([, address]) => ({ kind: 'people', people: [somebody(address!)] })),
    exact(String.raw`@([\p{L}][\p{L}\p{N}._-]*\??)(?=$|[\s,;)])`, ([, handle]) => ({ kind: 'people', people: [somebody(handle!)] })),
    exact(String.raw`${with_}\s+((?:${mail}\??|${name})(?:${andThen}(?:${mail}\??|${name}))*)(?=$|[\s,;.!)])`, ([, names]) => {
      const people = names!.split(new RegExp(andThen, 'u')).map(somebody);
      return people.some((one) => table.nobody.includes(one.name.toLowerCase().split(' ')[0]!)) ? null : { kind: 'people', people };
    }),
  ];
}

export const roomRules: readonly Rule[] = [
  rule(String.raw`#(\d{1,4})p${end}`, ([, seats]) => (Number(seats) > 0 ? { kind: 'room', name: null, seats: Number(seats) } : null)),
  rule(String.raw`#([\p{L}][\p{L}\p{N}_-]*)${end}`, ([, room]) => ({ kind: 'room', name: room!.replaceAll('_', ' '), seats: null })),
];

export function placeRules(table: Table): readonly Rule[] {
  const named = String.raw`${capital}(?:\s(?:${capital}|\d{1,4}\b(?!:|\s+(?:${table.monthPattern})\b)))*`;
  return [
    rule(String.raw`(?:${table.place})\s+["“„«]\s?([^"”“»]{1,200}?)\s?["”“»]${end}`, ([, place]) => ({ kind: 'place', place: place!.trim() })),
    exact(String.raw`(?:(?:${table.place})\s+|(?=(?:${table.placeKept})\s))((?:(?:${table.placeKept})\s+)?${named})(?=$|[\s,;!?)])`, ([, place]) => ({
      kind: 'place',
      place: place!.replace(/[.]$/, ''),
    })),
  ];
}

/** Abbreviations that mean one zone to everybody; IST, CST and BST do not. */
const abbreviations: Record<string, string> = {
  utc: 'UTC', gmt: 'UTC', cet: 'Europe/Paris', cest: 'Europe/Paris', eet: 'Europe/Helsinki', eest: 'Europe/Helsinki',
  wet: 'Europe/Lisbon', west: 'Europe/Lisbon', jst: 'Asia/Tokyo', kst: 'Asia/Seoul', pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles', mst: 'America/Denver', mdt: 'America/Denver', est: 'America/New_York', edt: 'America/New_York',
  aest: 'Australia/Sydney', aedt: 'Australia/Sydney', nzst: 'Pacific/Auckland', nzdt: 'Pacific/Auckland',
};

/** Offsets of zones that have no half hours of their own in the list of whole ones, and never change their clocks. */
const halves: Record<string, string> = {
  '+3:30': 'Asia/Tehran', '+4:30': 'Asia/Kabul', '+5:30': 'Asia/Kolkata', '+5:45': 'Asia/Kathmandu', '+6:30': 'Asia/Yangon', '+9:30': 'Australia/Darwin',
};

function zoneAtOffset(sign: string, hours: string, minutes: string | undefined): string | null {
  if (minutes && minutes !== '00') return halves[`${sign === '+' ? '+' : '-'}${Number(hours)}:${minutes}`] ?? null;
  if (Number(hours) === 0) return 'UTC';
  const isEast = sign === '+';
  if (Number(hours) > (isEast ? 14 : 12)) return null;
  // POSIX has it the other way round.
  return `Etc/GMT${isEast ? '-' : '+'}${Number(hours)}`;
}

let cities: ReadonlyMap<string, string> | undefined;

/** Cities that name one zone. */
function zoneOfCity(city: string): string | undefined {
  cities ??= new Map(allZones().filter((zone) => zone.includes('/') && !zone.startsWith('Etc/')).map((zone) => [cityOf(zone).toLowerCase(), zone]));
  return cities.get(city.toLowerCase().replace(/\s+/g, ' '));
}

const zone = (found: string | null | undefined): Meaning | null => (found ? { kind: 'zone', zone: found } : null);

/** A city or an abbreviation is a zone only right behind a time: elsewhere it is about the city. */
const isBehindTime: (around: Parameters<Rule['read']>[1]) => boolean = ({ before, follows }) => follows && before.at(-1)?.meaning.kind === 'time';

export const zoneRules: readonly Rule[] = [
  rule(String.raw`(?:UTC|GMT)([+−-])(\d{1,2})(?::?(\d{2}))?${end}`, ([, sign, hours, minutes]) => zone(zoneAtOffset(sign!, hours!, minutes))),
  rule(String.raw`([A-Za-z]+(?:/[A-Za-z_+-]+){1,2})${end}`, ([, id]) => zone(allZones().find((one) => one.toLowerCase() === id!.toLowerCase()))),
  rule(String.raw`([\p{L}]+\s[\p{L}]+\s[\p{L}]+)${end}`, (match, around) => (isBehindTime(around) ? zone(zoneOfCity(match[1]!)) : null)),
  rule(String.raw`([\p{L}]+\s[\p{L}]+)${end}`, (match, around) => (isBehindTime(around) ? zone(zoneOfCity(match[1]!)) : null)),
  rule(String.raw`([\p{L}]+)(?:\stime)?${end}`, (match, around) =>
    isBehindTime(around) ? zone(abbreviations[match[1]!.toLowerCase()] ?? zoneOfCity(match[1]!)) : null,
  ),
];

export const flagRules: readonly Rule[] = [
  rule(String.raw`!(private|busy|free|draft)${end}`, ([, flag]) => ({ kind: 'flag', flag: flag!.toLowerCase() as Flag })),
  rule(String.raw`!remind\s+(\d{1,4})\s?(m|min|h|d)${end}`, ([, count, unit]) => {
    const minutes = Number(count) * { m: 1, min: 1, h: 60, d: 1440 }[unit!.toLowerCase() as 'm']!;
    return lengthOf(minutes) && { kind: 'remind', minutes };
  }),
];

export const linkRules: readonly Rule[] = [
  rule(String.raw`(https?://[^\s<>"]+[^\s<>".,;!?)])`, ([, url]) => ({ kind: 'link', url: url! })),
];
