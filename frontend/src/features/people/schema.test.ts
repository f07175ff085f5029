import { expect, it } from 'vitest';
import { addressesIn, invitationOf, inviteeByAddress, withInvitees } from './schema';

it('takes addresses, also several pasted at once, and nothing else', () => {
  expect(inviteeByAddress('ben')).toBeNull();
  expect(inviteeByAddress(' ben@example.org ')?.email).toBe('ben@example.org');
  expect(addressesIn('Ben <ben@example.org>; chloe@example.org, x').map(({ email }) => email)).toEqual([
    'ben@example.org',
    'chloe@example.org',
  ]);
});

it('invites nobody twice, however the address is written', () => {
  const ben = inviteeByAddress('ben@example.org')!;
  expect(withInvitees([ben], [inviteeByAddress('Ben@Example.org')!])).toEqual([ben]);
});

it('invites people by id and others by address', () => {
  expect(invitationOf({ key: 'b', name: 'Ben', email: 'ben@example.org', personId: 'b', zone: null })).toEqual({
    person_id: 'b',
    role: 'required',
  });
  const stranger = inviteeByAddress('x@example.org')!;
  expect(invitationOf(stranger)).toEqual({ email: 'x@example.org', role: 'required' });
  expect(invitationOf({ ...stranger, optional: true })).toEqual({ email: 'x@example.org', role: 'optional' });
});
