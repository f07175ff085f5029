'use client';

import { createContext, use, useCallback, useState, type ReactNode } from 'react';
import { ApiProblem } from '@/lib/api/problem';
import { ProofDialog } from './lazy-dialogs';

/** The person closed the question for the password: what they had begun is off, and needs no words. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
}

type Prove = <Result>(task: () => Promise<Result>) => Promise<Result>;

const ProofContext = createContext<Prove | null>(null);

/** Runs a task; when the server wants the password first, asks for it and runs the task again. Raises GivenUp. */
export function useProof(): Prove {
  const proven = use(ProofContext);
  if (!proven) throw new Error('no ProofProvider above');
  return proven;
}

interface Question {
  answer(): void;
  giveUp(): void;
}

export function ProofProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<Question | null>(null);

  const proven = useCallback(async <Result,>(task: () => Promise<Result>): Promise<Result> => {
    try {
      return await task();
    } catch (reason) {
      if (!(reason instanceof ApiProblem && reason.code === 'proof_needed')) throw reason;
    }
    await new Promise<void>((resolve, reject) => setQuestion({ answer: resolve, giveUp: () => reject(new GivenUp()) }));
    return task();
  }, []);

  const close = (how: 'answer' | 'giveUp') => {
    setQuestion(null);
    question?.[how]();
  };

  return (
    <ProofContext value={proven}>
      {children}
      <ProofDialog isOpen={question !== null} onClose={() => close('giveUp')} onProven={() => close('answer')} />
    </ProofContext>
  );
}
