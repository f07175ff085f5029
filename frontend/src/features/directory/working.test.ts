import { expect, it } from 'vitest';
import type { WorkingHours } from '@/lib/api/types';
import { isWorking } from './working';

const nine = [{ start: '09:00', end: '17:00' }];
const weekly = { monday: nine, tuesday: nine, wednesday: nine, thursday: nine, friday: nine, saturday: [], sunday: [] };
const hours: WorkingHours = { person_id: '', version: 1, time_zone: 'Asia/Tokyo', weekly, exceptions: [], out_of_office: [], moves: [] };
const at = (text: string) => Date.parse(text);

it('goes by the clocks of where they live', () => {
  expect(isWorking(hours, at('2026-12-01T00:00:00Z'))).toBe(true);
  expect(isWorking(hours, at('2026-12-01T09:00:00Z'))).toBe(false);
  // Saturday has begun there.
  expect(isWorking(hours, at('2026-12-04T15:30:00Z'))).toBe(false);
});

it('is nobody who is away', () => {
  const away = { ...hours, out_of_office: [{ start: '2026-11-30T00:00:00Z', end: '2026-12-02T00:00:00Z', note: '' } as never] };
  expect(isWorking(away, at('2026-12-01T00:00:00Z'))).toBe(false);
  expect(isWorking(away, at('2026-12-02T00:00:00Z'))).toBe(true);
});
