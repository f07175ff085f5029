import { expect, it } from 'vitest';
import { compose } from './composing';
import { desk, type Task } from './desk';

it('opens the composer with what is known', async () => {
  const asked: Task[] = [];
  const stop = desk.serve((task) => asked.push(task));
  const start = Date.parse('2026-12-01T09:00:00Z');
  const rooms = [{ id: 'r', name: 'Blue' }];
  await compose({ start, end: start + 1_800_000, zone: 'Europe/Paris', rooms });
  stop();
  expect(asked).toMatchObject([{ kind: 'compose', form: { date: '2026-12-01', start: '10:00', end: '10:30', zone: 'Europe/Paris', rooms, guests: [], title: '' } }]);
});
