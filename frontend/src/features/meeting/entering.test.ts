import { expect, it } from 'vitest';
import { parse } from '@/features/quick-add';
import { instantOf } from '@/lib/time/moment';
import { entered } from './entering';
import { linesOf } from './repeat';
import { emptyForm, newMeetingOf } from './schema';

const now = instantOf('2026-11-27T09:00:00Z');
const blank = emptyForm(now, now + 1_800_000, 'Europe/Paris');
const ben = { key: 'ben', name: 'Ben', email: 'ben@example.org', personId: 'ben', zone: null };
const written = (text: string) => parse(text, { now, zone: 'Europe/Paris', monthFirst: false, minutes: 30, language: 'en' });

it('fills in what was written, and leaves the rest', () => {
  const before = { ...blank, description: 'Kept', location: 'Attic' };
  const form = entered(written('Review @ben? next tue 3-4pm tokyo #blue !free !remind 10m'), { people: [ben], rooms: [{ id: 'r', name: 'Blue' }] }, before);
  expect(form).toMatchObject({
    title: 'Review',
    date: '2026-12-01',
    start: '15:00',
    end: '16:00',
    zone: 'Asia/Tokyo',
    guests: [{ ...ben, optional: true }],
    rooms: [{ id: 'r', name: 'Blue' }],
    busy: 'free',
    reminders: [10],
    description: 'Kept',
    location: 'Attic',
  });
});

it('invites nobody it is not sure of', () => {
  expect(entered(written('lunch with ana and ben 13:00'), { people: [null, ben], rooms: [] }, blank).guests).toEqual([{ ...ben, optional: false }]);
});

it('says a rhythm as the server takes it', () => {
  const lines = (text: string) => {
    const form = entered(written(text), { people: [], rooms: [] }, blank);
    return linesOf(form.repeats, form.date);
  };
  expect(lines('1:1 every other thu 10 until 30 june')).toEqual(['RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;UNTIL=20270630']);
  expect(lines('sync every 2nd tue 10:00 for 6 times')).toEqual(['RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=6']);
  expect(lines('sync every last friday')).toEqual(['RRULE:FREQ=MONTHLY;BYDAY=-1FR']);
  expect(lines('sync weekly monday 10:00')).toEqual(['RRULE:FREQ=WEEKLY;BYDAY=MO']);
});

it('sends whole days, and nights that end on the next one', () => {
  const sent = (text: string) => newMeetingOf(entered(written(text), { people: [], rooms: [] }, blank));
  expect(sent('offsite 3 dec - 5 dec')).toMatchObject({ start: { date: '2026-12-03' }, end: { date: '2026-12-06' } });
  expect(sent('flight 5 dec 22:40-01:10')).toMatchObject({ end: { date_time: '2026-12-06T01:10:00' } });
});
