import { expect, it } from 'vitest';
import type { Room } from '@/lib/api/types';
import { bestFirst, wishOf } from './choosing';

it('asks for seats by a number alone, and for a name by anything else', () => {
  expect(['4', ' 4p ', 'for 12', 'for 6 people'].map((text) => wishOf(text).seats)).toEqual([4, 4, 12, 6]);
  expect(wishOf('4 winds')).toEqual({ seats: null, name: '4 winds' });
  expect(wishOf('0')).toEqual({ seats: null, name: '0' });
});

it('lists free rooms first, the smallest that does before the ballroom', () => {
  const room = (id: string, capacity: number) => ({ id, name: id, capacity }) as Room;
  const rooms = [room('hall', 80), room('taken', 4), room('closed', 6), room('blue', 8)];
  const best = bestFirst(rooms, new Map([['taken', 'busy'], ['closed', 'outside'], ['blue', 'free']]));
  expect(best.map(({ id }) => id)).toEqual(['blue', 'hall', 'closed', 'taken']);
});
