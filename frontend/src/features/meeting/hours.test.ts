import { expect, it } from 'vitest';
import type { FreeBusy } from '@/lib/api/types';
import { outsideOf } from './hours';

type Subject = FreeBusy['subjects'][string];

const moment = { start: '2026-12-01T09:00:00Z', end: '2026-12-01T09:00:01Z' };
const subject = (over: Partial<Subject>): Subject => ({ busy: [], working_hours: [moment], errors: [], ...over });
const outside = (over: Partial<Subject>) => outsideOf({ subjects: { ana: subject(over) } });

it('are those who do not work then, and those who are away', () => {
  expect(outside({ working_hours: [] })).toEqual(['ana']);
  expect(outside({ busy: [{ ...moment, kind: 'out_of_office' }] })).toEqual(['ana']);
});

it('are not those who are at work, however busy', () => {
  expect(outside({})).toEqual([]);
  expect(outside({ busy: [{ ...moment, kind: 'busy' }] })).toEqual([]);
});

it('are not those whom nobody knows', () => {
  expect(outside({ working_hours: [], errors: [{ code: 'not_found', message: 'there is no such person' }] })).toEqual([]);
});
