import { describe, expect, it } from 'vitest';
import { idle, next, type Gesture, type Input } from './gesture';
import { lanesOf } from './lanes';

function play(...inputs: Input[]) {
  let gesture: Gesture = idle;
  let drawn = null;
  for (const input of inputs) ({ gesture, drawn } = next(gesture, input));
  return { gesture, drawn };
}

describe('drawing a slot', () => {
  const press: Input = { kind: 'press', day: 2, minute: 552 };

  it('is half an hour when one only clicks', () => {
    expect(play(press, { kind: 'move', minute: 555 }, { kind: 'release' }).drawn).toEqual({ day: 2, from: 540, to: 570 });
  });

  it('goes down or up in quarters of an hour', () => {
    expect(play(press, { kind: 'move', minute: 601 }, { kind: 'release' }).drawn).toEqual({ day: 2, from: 540, to: 615 });
    expect(play(press, { kind: 'move', minute: 500 }, { kind: 'release' }).drawn).toEqual({ day: 2, from: 495, to: 555 });
  });

  it('makes nothing when cancelled, or when nothing was pressed', () => {
    expect(play(press, { kind: 'move', minute: 601 }, { kind: 'cancel' }, { kind: 'release' }).drawn).toBeNull();
    expect(play({ kind: 'move', minute: 601 }, { kind: 'release' }).drawn).toBeNull();
  });

  it('stays inside the day', () => {
    expect(play({ kind: 'press', day: 0, minute: 1439 }, { kind: 'release' }).drawn).toEqual({ day: 0, from: 1410, to: 1440 });
  });
});

it('gives whole days the first row with room', () => {
  const lanes = lanesOf([
    { key: 'b', first: 2, last: 2 },
    { key: 'a', first: 0, last: 3 },
    { key: 'c', first: 4, last: 6 },
  ]);
  expect(lanes.map(({ key, lane }) => [key, lane])).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 0],
  ]);
});
