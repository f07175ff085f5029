'use client';

import { useEffect, useState, type FormEvent } from 'react';
import { useForm, type DefaultValues, type FieldValues, type Path, type UseFormReturn } from 'react-hook-form';
import type * as z from 'zod/mini';
import { useProblemText } from './api/problem-text';
import { resubmitEarly } from './early-submit';
import { resolverOf, showFieldProblems } from './forms';

interface Options<Values extends FieldValues> {
  schema: z.ZodMiniType<Values>;
  /** What stands in the form at first: every field of it. */
  start: Values;
  send(values: Values): Promise<void>;
  /** The field to go to when the refusal names none. */
  focus?: Path<Values>;
  /** The API's member, where the form's field has another name. */
  rename?: Partial<Record<string, Path<Values>>>;
  /** What was thrown, in the reader's words; those of a refusal when not given. */
  say?(reason: unknown): string | null;
}

export interface SentForm<Values extends FieldValues> {
  form: UseFormReturn<Values>;
  /** Why it was refused, when no field is to blame. */
  problem: string | null;
  submit(event?: FormEvent): void;
}

/** A form that is checked, sent, and keeps what was typed when the server refuses it. */
export function useSentForm<Values extends FieldValues>(options: Options<Values>): SentForm<Values> {
  const { schema, start, send, focus, rename = {}, say } = options;
  const problemText = useProblemText();
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<Values>({ resolver: resolverOf(schema), defaultValues: start as DefaultValues<Values> });

  // After the fields have taken in what was typed into them early.
  useEffect(resubmitEarly, []);

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      await send(values);
    } catch (reason) {
      if (showFieldProblems<Values>(reason, Object.keys(start) as Path<Values>[], form.setError, rename)) return;
      setProblem(say ? say(reason) : problemText(reason));
      if (focus) form.setFocus(focus, { shouldSelect: true });
    }
  });
  return { form, problem, submit: (event) => void submit(event) };
}
