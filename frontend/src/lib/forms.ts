import { useTranslations } from 'use-intl';
import type { FieldErrors, FieldValues, Path, Resolver, UseFormSetError } from 'react-hook-form';
import type * as z from 'zod/mini';
import { ApiProblem, fieldPath } from './api/problem';
import { refusalIn } from './api/refusals';

/** Validates a form by a zod schema. Messages are keys of the catalogue under `faults`. */
export function resolverOf<Values extends FieldValues>(schema: z.ZodMiniType<Values>): Resolver<Values> {
  return (values) => {
    const result = schema.safeParse(values);
    if (result.success) return { values: result.data, errors: {} };
    const errors: Record<string, { type: string; message: string }> = {};
    for (const { path, message, code } of result.error.issues) {
      errors[String(path[0] ?? 'root')] ??= { type: code ?? 'invalid', message };
    }
    return { values: {}, errors: errors as FieldErrors<Values> };
  };
}

/**
 * Puts the fields a server named onto the form, the first one focused, and tells whether all of them were known
 * to it. `rename` maps the API's member (its pointer's first part) to the form's field where they differ.
 */
export function showFieldProblems<Values extends FieldValues>(
  problem: unknown,
  fields: readonly Path<Values>[],
  setError: UseFormSetError<Values>,
  rename: Partial<Record<string, Path<Values>>> = {},
): boolean {
  if (!(problem instanceof ApiProblem) || problem.fields.length === 0) return false;
  let all = true;
  let focused = false;
  for (const { pointer, code, message } of problem.fields) {
    const path = fieldPath(pointer);
    const member = path.split('.')[0] as string;
    const field = rename[path] ?? rename[member] ?? fields.find((name) => name === member);
    if (field) {
      setError(field, { type: 'server', message: refusalIn(code) ?? message }, { shouldFocus: !focused });
      focused = true;
    } else {
      all = false;
    }
  }
  return all;
}

/** A fault in the reader's words: ours by key, the server's as it said it. */
export function useFaultText(): (message: string | undefined) => string | undefined {
  const t = useTranslations('faults');
  return (message) => (message && t.has(message as never) ? t(message as never) : sentence(message));
}

/** The server's words as a sentence: a capital first, a full stop last. */
export function sentence<Text extends string | undefined>(text: Text): Text {
  if (!text) return text;
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return (/[.!?…]$/.test(begun) ? begun : `${begun}.`) as Text;
}
