import { expect, it } from 'vitest';
import { passagePath } from './passages';

it('leads to the part of the page in which it was written', () => {
  const of = (place: 'agenda' | 'note' | 'decision' | 'action' | 'chat') => passagePath({ place, meeting_id: 'm', repeats: false, original_start: '20260105T090000Z' });
  expect([of('agenda'), of('note'), of('decision'), of('action'), of('chat')]).toEqual([
    '/meetings/m/?part=agenda',
    '/meetings/m/?part=minutes',
    '/meetings/m/?part=minutes',
    '/meetings/m/?part=minutes',
    '/meetings/m/?part=chat',
  ]);
});

it('leads to the date of a series that it is about, and to the series where it is about none', () => {
  const of = (original_start: string | null) => passagePath({ place: 'note', meeting_id: 'm', repeats: true, original_start });
  expect([of('20260105T090000Z'), of(null)]).toEqual(['/meetings/m/?date=20260105T090000Z&part=minutes', '/meetings/m/?part=minutes']);
});
