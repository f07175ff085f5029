import { expect, it } from 'vitest';
import { inWords, minutesOf } from './reminders';

it('reads durations as minutes', () => {
  expect(['PT0M', 'PT10M', 'PT1H30M', 'PT24H'].map(minutesOf)).toEqual([0, 10, 90, 1440]);
});

it('says them in the largest unit that fits', () => {
  expect([0, 10, 90, 120, 1440, 2880].map((minutes) => Object.values(inWords(minutes)).join(' '))).toEqual([
    '0 start', '10 minutes', '90 minutes', '2 hours', '1 days', '2 days',
  ]);
});
