import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ApiProblem } from './api/problem';
import { resolverOf, sentence, showFieldProblems } from './forms';

const schema = z.object({ title: z.string().check(z.minLength(1, 'required')), zone: z.string() });
type Values = z.infer<typeof schema>;

describe('forms', () => {
  it('name the first fault of each field', async () => {
    const resolve = resolverOf<Values>(schema);
    expect(await resolve({ title: '', zone: 'UTC' }, undefined, {} as never)).toMatchObject({
      errors: { title: { message: 'required' } },
    });
    expect(await resolve({ title: 'x', zone: 'UTC' }, undefined, {} as never)).toEqual({
      values: { title: 'x', zone: 'UTC' },
      errors: {},
    });
  });

  it('show what the server refused beside its field, and say when something had no place', () => {
    const shown: [string, string | undefined][] = [];
    const setError = (field: string, { message }: { message?: string }) => shown.push([field, message]);
    const problem = new ApiProblem(422, {
      errors: [
        { pointer: '/title', code: 'too_long', message: 'Too long' },
        { pointer: '/start/time_zone', code: 'unknown', message: 'Unknown zone' },
        { pointer: '/rooms/0', code: 'unknown', message: 'No such room' },
      ],
    });
    const all = showFieldProblems<Values>(problem, ['title', 'zone'], setError as never, { 'start.time_zone': 'zone' });
    expect(shown).toEqual([
      ['title', 'Too long'],
      ['zone', 'Unknown zone'],
    ]);
    expect(all).toBe(false);
    expect(showFieldProblems<Values>(new Error('x'), ['title'], setError as never)).toBe(false);
  });
});

it('makes sentences of the server’s words', () => {
  expect(sentence('the password is too weak')).toBe('The password is too weak.');
  expect(sentence('Really?')).toBe('Really?');
  expect(sentence(undefined)).toBeUndefined();
});
