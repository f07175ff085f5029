'use client';

import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { toasts } from '@/components/toasts';
import { usePasskeyText } from '@/features/session';
import { GivenUp, useProof } from './proof';

interface Options<Input, Result> {
  task(input: Input): Promise<Result>;
  /** What is to be read again. */
  refreshes: QueryKey;
  onDone?(result: Result): void;
  /** What is said when it worked. */
  said?: string;
}

/** One press that changes something, with the password asked for when the server wants it. Failures are told. */
export function useSecured<Input, Result>({ task, refreshes, onDone, said }: Options<Input, Result>) {
  const proven = useProof();
  const cache = useQueryClient();
  const passkeyText = usePasskeyText();
  return useMutation({
    mutationFn: (input: Input) => proven(() => task(input)),
    onSuccess: (result) => {
      onDone?.(result);
      if (said) toasts.show({ text: said });
    },
    onError: (reason) => {
      if (!(reason instanceof GivenUp)) toasts.show({ tone: 'danger', text: passkeyText(reason) });
    },
    onSettled: () => cache.invalidateQueries({ queryKey: refreshes }),
  });
}
