import { expect, it } from 'vitest';
import { addressWith } from './address';

const of = (text: string) => new URLSearchParams(text);

it('changes what is asked for and keeps the rest', () => {
  expect(addressWith(of('v=month&d=2026-11-28&o=room:7&side=1&tz=Asia/Kathmandu'), { d: '2026-12-24' })).toBe('/calendar/?v=month&d=2026-12-24&o=room:7&side=1&tz=Asia/Kathmandu');
  expect(addressWith(of(''), { v: 'day', zones: 'Asia/Tokyo,Europe/Paris' })).toBe('/calendar/?v=day&zones=Asia/Tokyo,Europe/Paris');
});

it('takes away what is empty, and the draft that was asked for', () => {
  expect(addressWith(of('new'), {})).toBe('/calendar/');
  expect(addressWith(of('new=day&tz=Asia/Kathmandu&d=2026-11-28'), { tz: '' })).toBe('/calendar/?d=2026-11-28');
});
