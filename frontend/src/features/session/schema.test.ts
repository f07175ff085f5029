import { expect, it } from 'vitest';
import { setUpSchema, setUpToken, signInSchema } from './schema';

it('reads the token from the fragment only', () => {
  expect(setUpToken('#token=abc-123')).toBe('abc-123');
  expect(setUpToken('#')).toBeNull();
});

it('wants an address and a password, and leaves the password as typed', () => {
  expect(signInSchema.safeParse({ email: 'ana', password: 'x' }).success).toBe(false);
  expect(signInSchema.safeParse({ email: ' ana@example.org ', password: ' x ' }).data).toEqual({
    email: 'ana@example.org',
    password: ' x ',
  });
});

it('wants a name that is not only spaces', () => {
  const values = { name: '  ', email: 'a@b', password: 'x', zone: 'UTC' };
  expect(setUpSchema.safeParse(values).error?.issues[0]?.message).toBe('required');
});
