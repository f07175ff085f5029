import type { SecondFactors } from '@/lib/api/types';

/** Whether signing in takes a second step: recovery codes alone do not make one. */
export function isAskedFor({ totp, passkeys }: SecondFactors): boolean {
  return totp || passkeys.length > 0;
}
