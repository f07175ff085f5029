import fc from 'fast-check';
import { expect, it } from 'vitest';
import { beforeAfterStep, inOrder, moved, SharedOrder } from './order';

const letters = ['a', 'b', 'c', 'd'];

it('puts a line before another, or behind all, and leaves alone what it does not know', () => {
  expect(moved(letters, 'd', 'b').join('')).toBe('adbc');
  expect(moved(letters, 'a', null).join('')).toBe('bcda');
  expect([moved(letters, 'a', 'a'), moved(letters, 'x', 'a'), moved(letters, 'a', 'x')]).toEqual([letters, letters, letters]);
});

it('steps up and down, and stops at the ends', () => {
  const after = (id: string, by: number) => {
    const before = beforeAfterStep(letters, id, by);
    return before === undefined ? 'stays' : moved(letters, id, before).join('');
  };
  expect([after('b', 1), after('b', -1), after('c', 1), after('d', 1), after('a', -1), after('a', 9)]).toEqual([
    'acbd', 'bacd', 'abdc', 'stays', 'stays', 'bcda',
  ]);
});

it('keeps lines that the order does not name behind those it does', () => {
  const lines = ['x', 'b', 'a'].map((id) => ({ id }));
  expect(inOrder(lines, ['a', 'b']).map(({ id }) => id)).toEqual(['a', 'b', 'x']);
});

it('shows what the server has once everything has settled, whatever came in between', async () => {
  const letter = fc.constantFrom(...letters);
  const before = fc.option(letter);
  const step = fc.oneof(
    fc.record({ kind: fc.constant('mine' as const), id: letter, before }),
    fc.record({ kind: fc.constant('theirs' as const), id: letter, before }),
    fc.record({ kind: fc.constant('deliver' as const), refused: fc.boolean() }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      let server = letters as readonly string[];
      let known = server;
      const waiting: (() => void)[] = [];
      const order = new SharedOrder(
        (id, place) =>
          new Promise((resolve, reject) => {
            waiting.push(() => {
              if (refusing) return reject(new Error('refused'));
              server = moved(server, id, place);
              known = server;
              resolve();
            });
          }),
      );
      let refusing = false;
      const turn = async () => {
        for (let index = 0; index < 5; index += 1) await Promise.resolve();
      };
      for (const each of steps) {
        if (each.kind === 'mine') {
          const wished = moved(order.on(known), each.id, each.before);
          void order.move(each.id, each.before).catch(() => undefined);
          expect(order.on(known)).toEqual(wished);
        } else if (each.kind === 'theirs') {
          server = moved(server, each.id, each.before);
          known = server;
        } else {
          refusing = each.refused;
          waiting.shift()?.();
        }
        await turn();
      }
      refusing = false;
      while (order.current().length > 0) {
        waiting.shift()?.();
        await turn();
      }
      expect(order.on(known)).toEqual(server);
      expect([...server].sort()).toEqual(letters);
    }),
  );
});
