import { describe, expect, it } from 'vitest';
import { inviteeByAddress } from '@/features/people';
import type { Meeting } from '@/lib/api/types';
import { instantOf } from '@/lib/time/moment';
import { atFound, foundIn, isHeldFor, searchAnother, searchFor } from './found';
import { emptyForm } from './schema';

const [ben, kim, blue] = ['0199c0de-0000-7000-8000-00000000000b', '0199c0de-0000-7000-8000-00000000000c', '0199c0de-0000-7000-8000-00000000000d'];
const at = { start: '2026-12-01T23:30:00Z', end: '2026-12-02T00:15:00Z' };
const found = foundIn(new URLSearchParams({ ...at, who: ben, maybe: kim, room: blue, draft: '1' }))!;
const guest = (id: string) => ({ key: id, name: id, email: `${id}@example.org`, personId: id, zone: null });
const draft = () => {
  const start = instantOf('2026-11-24T09:00:00Z');
  return { ...emptyForm(start, start + 3_600_000, 'Asia/Kathmandu'), title: 'Review', guests: [guest(ben), inviteeByAddress('x@example.org')!] };
};

it('is nothing where the link names no time, or one that is none', () => {
  expect(foundIn(new URLSearchParams('q=lunch'))).toBeNull();
  expect(foundIn(new URLSearchParams({ start: 'soon', end: at.end }))).toBeNull();
  expect(foundIn(new URLSearchParams({ start: at.end, end: at.start }))).toBeNull();
});

describe('fields at the time that was found', () => {
  it('keep what was typed, take the time by their own clocks, and the people it was found for', () => {
    const form = atFound(draft(), found, [guest(ben), guest(kim)], [{ id: blue, name: 'Blue' }]);
    expect(form).toMatchObject({ title: 'Review', zone: 'Asia/Kathmandu', date: '2026-12-02', start: '05:15', end: '06:00', lastDate: '2026-12-02' });
    expect(form.guests.map(({ key }) => key)).toEqual([ben, kim, 'x@example.org']);
    expect(form.rooms).toEqual([{ id: blue, name: 'Blue' }]);
  });

  it('can have what is held for them only at that time, and in that room', () => {
    const held = { start: found.start, end: found.end, room: blue };
    const form = atFound(draft(), found, [], [{ id: blue, name: 'Blue' }]);
    expect(isHeldFor(form, held)).toBe(true);
    expect(isHeldFor({ ...form, end: '06:30' }, held)).toBe(false);
    expect(isHeldFor({ ...form, rooms: [] }, held)).toBe(false);
  });
});

it('looks for as long a time, for the same people, around the day that was chosen', () => {
  const link = searchFor({ ...draft(), guests: [{ ...guest(ben), optional: true }], anyRoom: 6 }, kim, '2026-11-20');
  expect(link).toBe(`/find/?who=${kim},~${ben}&rooms=6&len=60&from=2026-11-24&to=2026-11-30&draft=1`);
  expect(searchFor(draft(), kim, '2026-11-24')).not.toContain('from=');
});

it('looks for another time of a meeting, for all who are invited, in its rooms, and says which date is meant', () => {
  const moment = (utc: string) => ({ date_time: utc.slice(0, 19), time_zone: 'UTC', utc });
  const invited = (id: string, role: string) => ({ person: { id }, role });
  const meeting = {
    id: blue, host: { id: kim }, guests: [invited(ben, 'optional'), invited(kim, 'required'), { person: null, role: 'required' }], rooms: [{ id: blue }],
    start: moment('2026-12-01T23:30:00Z'), end: moment('2026-12-02T00:15:00Z'),
  } as unknown as Meeting;
  expect(searchAnother(meeting, '20261201T233000Z', 'Asia/Kathmandu', '2026-11-20')).toBe(
    `/find/?who=${kim},~${ben}&rooms=${blue}&len=45&from=2026-12-02&to=2026-12-08&move=${blue}&of=20261201T233000Z`,
  );
  expect(searchAnother(meeting, null, 'UTC', '2026-12-01')).toBe(`/find/?who=${kim},~${ben}&rooms=${blue}&len=45&move=${blue}`);
});
