import * as z from 'zod/mini';

const email = z.string().check(z.trim(), z.minLength(1, 'required'), z.regex(/^[^\s@]+@[^\s@]+$/, 'email'));

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

/** The one-time token behind the # of the set-up link; servers never see it in a log. */
export function setUpToken(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token') || null;
}
