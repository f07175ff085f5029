import * as z from 'zod/mini';
import { email } from '@/features/session';

/** All that is asked for before a letter has come. */
export const addressSchema = z.object({ email });

const password = z.string().check(z.minLength(1, 'required'));

/** The server has the last word on passwords; this only saves a round trip. */
export const newPasswordSchema = z.object({ password });

export const joiningSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(200, 'tooLong')),
  password,
  zone: z.string().check(z.minLength(1, 'required')),
});

export type Joining = z.infer<typeof joiningSchema>;
