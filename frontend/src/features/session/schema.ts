import * as z from 'zod/mini';

/** An address as it is typed; whether there is anybody, only a letter tells. */
export const email = z.string().check(z.trim(), z.minLength(1, 'required'), z.regex(/^[^\s@]+@[^\s@]+$/, 'email'));

export const signInSchema = z.object({
  email,
  password: z.string().check(z.minLength(1, 'required')),
});

export type SignIn = z.infer<typeof signInSchema>;

/** The server has the last word on passwords; this only saves a round trip. */
export const setUpSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(200, 'tooLong')),
  email,
  password: z.string().check(z.minLength(1, 'required')),
  zone: z.string().check(z.minLength(1, 'required')),
});

export type SetUp = z.infer<typeof setUpSchema>;

/** As an app shows them: with or without the gap in the middle. */
export const sixDigitsSchema = z.object({
  code: z.string().check(z.trim(), z.minLength(1, 'required'), z.regex(/^\d{3} ?\d{3}$/, 'sixDigits')),
});

export const recoveryCodeSchema = z.object({
  code: z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(60, 'tooLong')),
});

const knownWays = ['totp', 'passkey', 'recovery_code'] as const;

/** How a second factor can be shown. */
export type Way = (typeof knownWays)[number];

/** The ways that the server named and that work in this browser, the usual one first. */
export function waysHere(named: readonly string[], passkeysWork: boolean): Way[] {
  return knownWays.filter((way) => named.includes(way) && (way !== 'passkey' || passkeysWork));
}
