import { expect, it } from 'vitest';
import { setUpSchema, signInSchema, sixDigitsSchema, waysHere } from './schema';

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

it('takes six digits as an app shows them, and nothing else', () => {
  expect(sixDigitsSchema.safeParse({ code: ' 123 456 ' }).data).toEqual({ code: '123 456' });
  expect(sixDigitsSchema.safeParse({ code: '12345' }).error?.issues[0]?.message).toBe('sixDigits');
});

it('offers the ways that were named and work here, the app first', () => {
  expect(waysHere(['recovery_code', 'passkey', 'totp', 'pigeon'], true)).toEqual(['totp', 'passkey', 'recovery_code']);
  expect(waysHere(['passkey', 'recovery_code'], false)).toEqual(['recovery_code']);
});
