import { expect, it } from 'vitest';
import { hoursOn } from './printing';

const work = { from: 540, to: 1020 };

it('prints the hours of work, and as many more as meetings need', () => {
  expect(hoursOn('planned', [work])).toEqual({ from: 9, to: 17 });
  expect(hoursOn('planned', [work, { from: 455, to: 500 }, { from: 1140, to: 1141 }])).toEqual({ from: 7, to: 20 });
  expect(hoursOn('planned', [{ from: 0, to: 1440 }])).toEqual({ from: 0, to: 24 });
});

it('prints whole days where that is wished, and where nothing says which hours are wanted', () => {
  expect([hoursOn('all', [work]), hoursOn('planned', [])]).toEqual([{ from: 0, to: 24 }, { from: 0, to: 24 }]);
});

it('prints the hours that were chosen, whatever lies outside of them', () => {
  expect(hoursOn({ from: 12, to: 14 }, [work])).toEqual({ from: 12, to: 14 });
});
