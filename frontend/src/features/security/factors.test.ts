import { expect, it } from 'vitest';
import { isAskedFor } from './factors';

const passkey = { id: '1', name: 'Phone', created_at: '2026-11-27T10:00:00Z', last_used_at: null };

it('asks for a second step with an app or a passkey, and not for recovery codes alone', () => {
  expect(isAskedFor({ totp: true, passkeys: [], recovery_codes_left: 10 })).toBe(true);
  expect(isAskedFor({ totp: false, passkeys: [passkey], recovery_codes_left: 0 })).toBe(true);
  expect(isAskedFor({ totp: false, passkeys: [], recovery_codes_left: 10 })).toBe(false);
});
