import { expect, it } from 'vitest';
import { drawerName, drawersIn } from './drawers';

it('knows of which minutes something is kept by the names of what is kept', () => {
  const [once, dated] = [{ meetingId: 'm1', date: null }, { meetingId: 'm2', date: '20261201T120000Z' }];
  const names = [once, once, dated].map((which, number) => `${drawerName('ana', which)}block-${number}`);
  expect(drawersIn(names, 'ana')).toEqual([once, dated]);
});
