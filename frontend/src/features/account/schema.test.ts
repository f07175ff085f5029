import { expect, it } from 'vitest';
import { addressSchema, joiningSchema, newPasswordSchema } from './schema';

it('wants an address', () => {
  expect(addressSchema.safeParse({ email: 'ana' }).error?.issues[0]?.message).toBe('email');
  expect(addressSchema.safeParse({ email: ' ana@example.org ' }).data).toEqual({ email: 'ana@example.org' });
});

it('leaves a new password as typed', () => {
  expect(newPasswordSchema.safeParse({ password: '  two spaces ' }).data).toEqual({ password: '  two spaces ' });
  expect(newPasswordSchema.safeParse({ password: '' }).error?.issues[0]?.message).toBe('required');
});

it('wants a name that is not only spaces', () => {
  const values = { name: '  ', password: 'x', zone: 'UTC' };
  expect(joiningSchema.safeParse(values).error?.issues[0]?.message).toBe('required');
});
