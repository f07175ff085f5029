import * as z from 'zod/mini';
import { email } from '@/features/session';

const typed = z.string().check(z.minLength(1, 'required'));
const name = z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(100, 'tooLong'));

export const proofSchema = z.object({ password: typed });

export const passwordChangeSchema = z.object({ current: typed, fresh: typed, endTokens: z.boolean() });

export type PasswordChange = z.infer<typeof passwordChangeSchema>;

export const emailChangeSchema = z.object({ email });

export const passkeySchema = z.object({ name });

/** Days for which a new API token may be asked. */
export const lifetimes = ['30', '90', '365'] as const;

export const apiTokenSchema = z.object({
  name,
  scopes: z.array(z.string()).check(z.minLength(1, 'noScope')),
  days: z.enum(lifetimes),
});

export type ApiTokenForm = z.infer<typeof apiTokenSchema>;
