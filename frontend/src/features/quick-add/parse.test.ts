import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '@/lib/time/moment';
import { clockRules } from './clock';
import { comingWeekday } from './dates';
import { roomRules } from './others';
import { parse, type Context, type Entry } from './parse';
import { repeatRules } from './repeating';
import { claim } from './tokens';
import { english } from './words';

/** A Friday, ten in the morning in Paris. */
const context: Context = { now: instantOf('2026-11-27T09:00:00Z'), zone: 'Europe/Paris', monthFirst: false, minutes: 30, language: 'en' };

/** What was understood in one line: title | when | the rest. */
function said(text: string, about: Context = context): string {
  const entry = parse(text, about);
  return [entry.title, when(entry), ...rest(entry)].filter(Boolean).join(' | ');
}

function when({ when: at, zone }: Entry): string {
  if (!at) return '';
  if (at.allDay) return at.date === at.lastDate ? at.date : `${at.date} to ${at.lastDate}`;
  const marks = [at.endsNextDay ? '+1' : '', at.isTomorrow ? 'tomorrow' : '', at.isGuessed ? 'guessed' : ''].filter(Boolean);
  return [`${at.date} ${at.start}-${at.end}`, ...marks, zone === 'Europe/Paris' ? '' : zone].filter(Boolean).join(' ');
}

function rest({ repeat, people, rooms, place, flags, link, remind }: Entry): string[] {
  const ends = repeat?.until ? ` until ${repeat.until}` : repeat?.count ? ` x${repeat.count}` : '';
  const on = repeat?.unit === 'month' && repeat.on !== 'date' ? ` ${repeat.on}${repeat.nth || ''}` : '';
  return [
    repeat ? `every ${repeat.every} ${repeat.unit}${on}${repeat.weekdays.length ? ` on ${repeat.weekdays.join('')}` : ''}${ends}` : '',
    people.map(({ name, optional }) => name + (optional ? '?' : '')).join(', '),
    rooms.map(({ name, seats }) => `#${name ?? `${seats}p`}`).join(' '),
    place && `at ${place}`,
    flags.map((flag) => `!${flag}`).join(' '),
    remind === null ? '' : `!${remind}`,
    link,
  ];
}

describe('the examples of the design', () => {
  it.each([
    ['Lunch with ana tomorrow 12:30 at Chez Paul', 'Lunch | 2026-11-28 12:30-13:00 | ana | at Chez Paul'],
    ['standup weekdays 9:15 15m #4p', 'standup | 2026-11-30 09:15-09:30 | every 1 week on 12345 | #4p'],
    ['review @ben @kim? next tue 3-4pm tokyo', 'review | 2026-12-01 15:00-16:00 Asia/Tokyo | ben, kim?'],
    ['1:1 every other thu 10 for 30m with li until 30 june', '1:1 | 2026-12-03 10:00-10:30 | every 2 week on 4 until 2027-06-30 | li'],
    ['flight 5 dec 22:40-01:10 Lisbon !busy', 'flight | 2026-12-05 22:40-01:10 +1 Europe/Lisbon | !busy'],
    ['Q3 planning 2026-12-02 !draft', 'Q3 planning | 2026-12-02 | !draft'],
    ['call in 20 min', 'call | 2026-11-27 10:20-10:50'],
    ['offsite 3 dec - 5 dec', 'offsite | 2026-12-03 to 2026-12-05'],
  ])('%s', (text, meaning) => expect(said(text)).toBe(meaning));
});

describe('days', () => {
  it.each([
    ['review today', 'review | 2026-11-27'],
    ['review tomorrow', 'review | 2026-11-28'],
    ['review tmrw', 'review | 2026-11-28'],
    ['drinks tonight', 'drinks | 2026-11-27 19:00-19:30'],
    ['review monday', 'review | 2026-11-30'],
    ['review on Tue', 'review | 2026-12-01'],
    ['review friday', 'review | 2026-11-27'],
    ['review friday 15:00', 'review | 2026-11-27 15:00-15:30'],
    ['review friday 9:00', 'review | 2026-12-04 09:00-09:30'],
    ['review this friday', 'review | 2026-11-27'],
    ['review this sunday', 'review | 2026-11-29'],
    ['review this wed', 'review | 2026-12-02'],
    ['review next friday', 'review | 2026-12-04'],
    ['review next sun', 'review | 2026-12-06'],
    ['review next week', 'review | 2026-11-30'],
    ['review next month', 'review | 2026-12-01'],
    ['review 5 dec', 'review | 2026-12-05'],
    ['review 5th December', 'review | 2026-12-05'],
    ['review on 5 dec 2027', 'review | 2027-12-05'],
    ['review dec 5', 'review | 2026-12-05'],
    ['review Dec 5th, 2027', 'review | 2027-12-05'],
    ['review 3 march', 'review | 2027-03-03'],
    ['review 27 nov', 'review | 2026-11-27'],
    ['review 26 nov', 'review | 2027-11-26'],
    ['review 2026-12-02', 'review | 2026-12-02'],
    ['review 05/12/2026', 'review | 2026-12-05'],
    ['review 13/12/2026', 'review | 2026-12-13'],
    ['review 12/13/2026', 'review | 2026-12-13'],
    ['review 5.12.2026', 'review | 2026-12-05'],
    ['review on 5/12', 'review | 2026-12-05'],
    ['review 05/12', 'review | 2026-12-05'],
    ['review in 3 days', 'review | 2026-11-30'],
    ['review in 2 weeks', 'review | 2026-12-11'],
    ['review in 1 month', 'review | 2026-12-27'],
    ['offsite 3-5 dec', 'offsite | 2026-12-03 to 2026-12-05'],
    ['offsite dec 3-5', 'offsite | 2026-12-03 to 2026-12-05'],
    ['offsite dec 30 to jan 2 2027', 'offsite | 2026-12-30 to 2027-01-02'],
    ['offsite 2026-12-03 to 2026-12-05', 'offsite | 2026-12-03 to 2026-12-05'],
    ['offsite monday for 2 days', 'offsite | 2026-11-30 to 2026-12-01'],
  ])('%s', (text, meaning) => expect(said(text)).toBe(meaning));

  it('clamp to the end of a shorter month', () => {
    const january = { ...context, now: instantOf('2027-01-31T09:00:00Z') };
    expect(said('review in 1 month', january)).toBe('review | 2027-02-28');
  });

  it('are read in the reader’s order, and say so where it could be the other', () => {
    const american = { ...context, monthFirst: true };
    expect(said('review 12/5/2026', american)).toBe('review | 2026-12-05');
    const { meaning } = parse('review 12/5/2026', american).tokens[0]!;
    expect(meaning.kind === 'day' && meaning.other?.toString()).toBe('2026-05-12');
    expect(parse('review 13/12/2026', american).tokens[0]!.meaning).not.toHaveProperty('other');
  });
});

describe('times', () => {
  it.each([
    ['call 14:30', 'call | 2026-11-27 14:30-15:00'],
    ['call 9:30', 'call | 2026-11-28 09:30-10:00 tomorrow'],
    ['call at 15', 'call | 2026-11-27 15:00-15:30'],
    ['call at 3', 'call | 2026-11-27 15:00-15:30'],
    ['call @ 11', 'call | 2026-11-27 11:00-11:30'],
    ['call @11', 'call | 2026-11-27 11:00-11:30'],
    ['call from 14', 'call | 2026-11-27 14:00-14:30'],
    ['call 3pm', 'call | 2026-11-27 15:00-15:30'],
    ['call 3 pm', 'call | 2026-11-27 15:00-15:30'],
    ['call 3:15 p.m.', 'call | 2026-11-27 15:15-15:45'],
    ['call 11am', 'call | 2026-11-27 11:00-11:30'],
    ['call 12am', 'call | 2026-11-28 00:00-00:30 tomorrow'],
    ['call 12pm', 'call | 2026-11-27 12:00-12:30'],
    ['call noon', 'call | 2026-11-27 12:00-12:30'],
    ['call tomorrow midnight', 'call | 2026-11-28 00:00-00:30'],
    ['call at 9h', 'call | 2026-11-28 09:00-09:30 tomorrow'],
    ['call 14h', 'call | 2026-11-27 14:00-14:30'],
    ['call 14h30', 'call | 2026-11-27 14:30-15:00'],
    ['call at 8h30 tomorrow', 'call | 2026-11-28 08:30-09:00'],
    ['call 14:00-15:30', 'call | 2026-11-27 14:00-15:30'],
    ['call 14:00 – 15:30', 'call | 2026-11-27 14:00-15:30'],
    ['call 14:00 to 15:30', 'call | 2026-11-27 14:00-15:30'],
    ['call from 14 to 16', 'call | 2026-11-27 14:00-16:00'],
    ['call from 10 to 2', 'call | 2026-11-28 10:00-14:00 tomorrow'],
    ['call 5-6pm', 'call | 2026-11-27 17:00-18:00'],
    ['call 11-1pm', 'call | 2026-11-27 11:00-13:00'],
    ['call 11am-1pm', 'call | 2026-11-27 11:00-13:00'],
    ['call 3pm-4', 'call | 2026-11-27 15:00-16:00'],
    ['call tue 3-4', 'call | 2026-12-01 15:00-16:00'],
    ['call at 3 until 4:30', 'call | 2026-11-27 15:00-04:30 +1'],
    ['party 22:00-02:00', 'party | 2026-11-27 22:00-02:00 +1'],
    ['call now', 'call | 2026-11-27 10:00-10:30'],
    ['call now for 15 min', 'call | 2026-11-27 10:00-10:15'],
    ['call in 2 hours', 'call | 2026-11-27 12:00-12:30'],
    ['call in 14 hours', 'call | 2026-11-28 00:00-00:30'],
    ['call thu 10', 'call | 2026-12-03 10:00-10:30'],
    ['call tomorrow 16 with ana', 'call | 2026-11-28 16:00-16:30 | ana'],
  ])('%s', (text, meaning) => expect(said(text)).toBe(meaning));
});

describe('lengths', () => {
  it.each([
    ['call 14:00 for 45 min', 'call | 2026-11-27 14:00-14:45'],
    ['call 14:00 45m', 'call | 2026-11-27 14:00-14:45'],
    ['call 14:00 2h', 'call | 2026-11-27 14:00-16:00'],
    ['call 14:00 1h30', 'call | 2026-11-27 14:00-15:30'],
    ['call 14:00 for 1h 15m', 'call | 2026-11-27 14:00-15:15'],
    ['call 14:00 1.5 hours', 'call | 2026-11-27 14:00-15:30'],
    ['call 14:00 for an hour', 'call | 2026-11-27 14:00-15:00'],
    ['call 14:00 for half an hour', 'call | 2026-11-27 14:00-14:30'],
    ['call tomorrow 90m', 'call | 2026-11-28 09:00-10:30 guessed'],
    ['call 23:30 for 2 hours', 'call | 2026-11-27 23:30-01:30 +1'],
  ])('%s', (text, meaning) => expect(said(text)).toBe(meaning));
});

describe('repetitions', () => {
  it.each([
    ['standup daily 9:15', 'standup | 2026-11-28 09:15-09:45 | every 1 day'],
    ['standup every day 11:00', 'standup | 2026-11-27 11:00-11:30 | every 1 day'],
    ['sync weekly monday 10:00', 'sync | 2026-11-30 10:00-10:30 | every 1 week'],
    ['sync every week 15:00', 'sync | 2026-11-27 15:00-15:30 | every 1 week'],
    ['sync monthly 5 dec', 'sync | 2026-12-05 | every 1 month'],
    ['birthday yearly 3 march', 'birthday | 2027-03-03 | every 1 year'],
    ['sync every monday 10:00', 'sync | 2026-11-30 10:00-10:30 | every 1 week on 1'],
    ['sync every mon, wed and fri 10:30', 'sync | 2026-11-27 10:30-11:00 | every 1 week on 135'],
    ['sync every tue/thu at 16', 'sync | 2026-12-01 16:00-16:30 | every 1 week on 24'],
    ['sync every mondays 10:00', 'sync | 2026-11-30 10:00-10:30 | every 1 week on 1'],
    ['sync every other week tuesday 10:00', 'sync | 2026-12-01 10:00-10:30 | every 2 week'],
    ['sync every 3 weeks tuesday 10:00', 'sync | 2026-12-01 10:00-10:30 | every 3 week'],
    ['sync every 2nd week tue 10:00', 'sync | 2026-12-01 10:00-10:30 | every 2 week'],
    ['sync fortnightly tue 10:00', 'sync | 2026-12-01 10:00-10:30 | every 2 week'],
    ['sync every first monday 10:00', 'sync | 2026-12-07 10:00-10:30 | every 1 month nth1 on 1'],
    ['sync every 2nd tue 10:00', 'sync | 2026-12-08 10:00-10:30 | every 1 month nth2 on 2'],
    ['sync every 3rd thursday of the month 10:00', 'sync | 2026-12-17 10:00-10:30 | every 1 month nth3 on 4'],
    ['sync every fifth sunday', 'sync | 2026-11-29 | every 1 month nth5 on 7'],
    ['sync every last friday 14:00', 'sync | 2026-11-27 14:00-14:30 | every 1 month lastWeekday on 5'],
    ['sync every weekday 11:00', 'sync | 2026-11-27 11:00-11:30 | every 1 week on 12345'],
    ['sync every monday 10:00 until 1 march', 'sync | 2026-11-30 10:00-10:30 | every 1 week on 1 until 2027-03-01'],
    ['sync every monday until 2027-02-01', 'sync | 2026-11-30 | every 1 week on 1 until 2027-02-01'],
    ['sync every monday 10:00 for 6 times', 'sync | 2026-11-30 10:00-10:30 | every 1 week on 1 x6'],
    ['sync daily 14:00 5 times', 'sync | 2026-11-27 14:00-14:30 | every 1 day x5'],
  ])('%s', (text, meaning) => expect(said(text)).toBe(meaning));
});

describe('people, places, rooms and zones', () => {
  it.each([
    ['lunch with ana and ben', 'lunch | ana, ben'],
    ['lunch with Ana Silva, ben & kim? 13:00', 'lunch | 2026-11-27 13:00-13:30 | Ana Silva, ben, kim?'],
    ['lunch with zoé tomorrow', 'lunch | 2026-11-28 | zoé'],
    ['lunch @ana', 'lunch | ana'],
    ['lunch ben@example.org', 'lunch | ben@example.org'],
    ['lunch with ben@example.org? 13:00', 'lunch | 2026-11-27 13:00-13:30 | ben@example.org?'],
    ['lunch with the team', 'lunch with the team'],
    ['lunch in "the park" 13:00', 'lunch | 2026-11-27 13:00-13:30 | at the park'],
    ['lunch at Chez Paul', 'lunch | at Chez Paul'],
    ['lunch at Room 12 tomorrow', 'lunch | 2026-11-28 | at Room 12'],
    ['meet in Berlin 5 dec', 'meet | 2026-12-05 | at Berlin'],
    ['lunch at work', 'lunch at work'],
    ['standup #blue 11:00', 'standup | 2026-11-27 11:00-11:30 | #blue'],
    ['standup #4p #beamer', 'standup | #4p #beamer'],
    ['issue #42 review', 'issue #42 review'],
    ['call 15:00 new york', 'call | 2026-11-27 15:00-15:30 America/New_York'],
    ['call 15:00 Asia/Kathmandu', 'call | 2026-11-27 15:00-15:30 Asia/Kathmandu'],
    ['call 15:00 CET', 'call | 2026-11-27 15:00-15:30'],
    ['call 15:00 UTC', 'call | 2026-11-27 15:00-15:30 UTC'],
    ['call 15:00 UTC+2', 'call | 2026-11-27 15:00-15:30 Etc/GMT-2'],
    ['call 16:00 UTC+5:30', 'call | 2026-11-27 16:00-16:30 Asia/Kolkata'],
    ['call 15:00 EST', 'call | 2026-11-27 15:00-15:30 America/New_York'],
    ['call 15:00 IST', 'call IST | 2026-11-27 15:00-15:30'],
    ['Paris trip 5 dec', 'Paris trip | 2026-12-05'],
    ['call 9am auckland', 'call | 2026-11-28 09:00-09:30 tomorrow Pacific/Auckland'],
  ])('%s', (text, meaning) => expect(said(text)).toBe(meaning));
});

describe('marks and links', () => {
  it.each([
    ['review !private', 'review | !private'],
    ['review 14:00 !free !remind 10m', 'review | 2026-11-27 14:00-14:30 | !free | !10'],
    ['review !remind 1h', 'review | !60'],
    ['great news!', 'great news!'],
    ['review !nonsense', 'review !nonsense'],
    ['call 14:00 https://meet.example.org/x?y=1', 'call | 2026-11-27 14:00-14:30 | https://meet.example.org/x?y=1'],
    ['call (https://meet.example.org/x)', 'call ( ) | https://meet.example.org/x'],
    ['call javascript:alert(1)', 'call javascript:alert(1)'],
  ])('%s', (text, meaning) => expect(said(text)).toBe(meaning));
});

describe('what stays title', () => {
  it.each([
    'Q3 planning', 'v2 launch', '1:1', '3-4 candidates', '24/7 support', 'iPhone 15 test', 'Sprint 12', 'team of 5', '50/50',
    'May the force', 'march on', 'second opinion', 'sunny day', 'in the office', 'at work', 'monthlyish', 'fridays',
    'B2B 2x2', 'room 101', '10', 'e@x', '32 dec', '25:00', '99:99', 'for ever', 'until we meet', '5 times',
  ])('%s', (text) => expect(parse(text, context).title).toBe(text));

  it('is a second day, or a second time', () => {
    expect(said('move monday to tuesday')).toBe('move to tuesday | 2026-11-30');
    expect(said('compare 14:00 and 15:00')).toBe('compare and 15:00 | 2026-11-27 14:00-14:30');
  });

  it('is what somebody turned back into words', () => {
    const text = 'May planning friday';
    const [friday] = parse(text, context).tokens;
    expect(parse(text, context, [friday!.from])).toMatchObject({ title: text, when: null });
  });
});

describe('any text at all', () => {
  const bits = fc.constantFrom(
    'tomorrow', 'every', 'other', 'mon', 'next', '10', '9:15', '-', 'pm', 'with', 'ana', 'at', 'Chez', '#4p', '!free', 'until', '30 june',
    'for', '2h', 'times', '@ben?', ',', 'in', '3', 'days', 'tokyo', 'UTC+2', 'https://x.org', '31 feb', '5/12/2026', '12/31', '“', '\u202e', 'İ',
  );
  const anything = fc.oneof(
    fc.array(bits, { maxLength: 14 }).map((list) => list.join(' ')),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  );

  it('never throws, claims stretches in order that never overlap, and loses no word of the title', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), (text, monthFirst) => {
        const { tokens, title, when: at } = parse(text, { ...context, monthFirst });
        let end = 0;
        let left = text;
        for (const { from, to } of tokens) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(text.length);
        for (const { from, to } of [...tokens].reverse()) left = `${left.slice(0, from)} ${left.slice(to)}`;
        const words = (of: string) => of.replace(/[\s,;.–-]+/gu, '');
        expect(words(title)).toBe(words(left));
        if (at) expect(at.lastDate >= at.date).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is read quickly, however long', () => {
    const started = performance.now();
    parse('with a, '.repeat(2000) + 'mon and tue, '.repeat(500), context);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

it('is made of parts that work alone', () => {
  expect([english.monthNamed('Sept'), english.weekdayNamed('thurs'), english.monthNamed('x')]).toEqual([9, 4, 0]);
  expect(comingWeekday(Temporal.PlainDate.from('2026-11-27'), 5).toString()).toBe('2026-11-27');
  const about = { today: Temporal.PlainDate.from('2026-11-27'), monthFirst: false };
  expect(claim('at 3 #4p daily', [...clockRules(english), ...roomRules, ...repeatRules(english)], about).map(({ from, to }) => [from, to])).toEqual([
    [0, 4],
    [5, 8],
    [9, 14],
  ]);
});
