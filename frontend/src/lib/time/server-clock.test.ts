import { expect, it } from 'vitest';
import { ServerClock } from './server-clock';

const noon = Date.UTC(2026, 11, 1, 12);
const header = 'Tue, 01 Dec 2026 12:00:00 GMT';

it('is the clock of the device where that is right within some seconds', () => {
  const clock = new ServerClock(() => noon + 1_400);
  clock.heard(header);
  expect(clock.now()).toBe(noon + 1_400);
});

it('makes up for a device that is minutes off, and believes no nonsense', () => {
  const clock = new ServerClock(() => noon - 300_000);
  clock.heard(header);
  clock.heard('soon');
  clock.heard(null);
  expect(clock.now()).toBe(noon);
});
