import { expect, it } from 'vitest';
import { ApiProblem, Unreachable } from '@/lib/api/problem';
import { lacksSecondFactor, whereToSetUp } from './needed';

it('knows the one refusal that a second factor takes away', () => {
  expect(lacksSecondFactor(new ApiProblem(403, { code: 'second_factor_needed' }))).toBe(true);
  expect(lacksSecondFactor(new ApiProblem(403, { code: 'permission_missing' }))).toBe(false);
  expect(lacksSecondFactor(new Unreachable(null))).toBe(false);
});

it('leads to where one is set up, and keeps the way back', () => {
  expect(whereToSetUp('/meetings/1/?x=1')).toBe('/settings/security/?why=second_factor&next=%2Fmeetings%2F1%2F%3Fx%3D1');
});

it('leads nobody there who is there, but tells them why', () => {
  expect(whereToSetUp('/settings/security/?why=second_factor&next=%2Finbox%2F')).toBeNull();
  expect(whereToSetUp('/settings/security/')).toBe('/settings/security/?why=second_factor&next=%2Fcalendar%2F');
});
