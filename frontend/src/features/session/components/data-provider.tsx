'use client';

import { MutationCache, QueryCache, QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { AnswerCache } from '@/lib/api/answer-cache';
import { access } from '@/lib/api/client';
import { ApiProblem } from '@/lib/api/problem';
import { keeper } from '@/lib/keeper';
import { KeptReads } from '@/lib/offline/kept-reads';
import { here } from '@/lib/routes';
import { lacksSecondFactor, whereToSetUp } from '../needed';
import { useAccess } from '../queries';
import { rememberIn } from '../remembering';

const shape = process.env.CONVENE_SHAPE ?? '';

/** Milliseconds for which a page waits for what this browser kept. */
const patience = 500;

const Restored = createContext(false);

/** Whether what this browser kept for the person is in the cache. */
export function useRestored(): boolean {
  return use(Restored);
}

function emptyCache(onError: (reason: unknown) => void): QueryClient {
  return new AnswerCache({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // A refusal will not become a yes; a broken network may.
        retry: (failures, reason) => !(reason instanceof ApiProblem && reason.status < 500) && failures < 2,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/**
 * What was fetched belongs to one person: another one starts with an empty cache. Their own is filled with what this
 * browser kept of it. Who has to set up a second factor before anything else is led to where that is done.
 */
export function DataProvider({ children }: { children: ReactNode }) {
  const state = useAccess();
  const router = useRouter();
  const person = 'person' in state ? state.person.id : null;
  const client = useMemo(
    () =>
      emptyCache((reason) => {
        const setUp = lacksSecondFactor(reason) ? whereToSetUp(here()) : null;
        if (setUp) router.replace(setUp);
      }),
    [person, router],
  );
  const [restored, setRestored] = useState<QueryClient | null>(null);

  useEffect(() => rememberIn(keeper, access, shape), []);

  useEffect(() => {
    if (person === null) return;
    const kept = new KeptReads(keeper, shape, person);
    let stop: (() => void) | null = null;
    let left = false;
    const begin = () => {
      if (left || stop) return;
      stop = kept.follow(client);
      setRestored(client);
    };
    const late = setTimeout(begin, patience);
    void kept.restore(client).then(begin, begin);
    const hidden = () => document.visibilityState === 'hidden' && stop && kept.write();
    document.addEventListener('visibilitychange', hidden);
    return () => {
      left = true;
      clearTimeout(late);
      document.removeEventListener('visibilitychange', hidden);
      stop?.();
    };
  }, [client, person]);

  return (
    <Restored value={restored === client}>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </Restored>
  );
}
