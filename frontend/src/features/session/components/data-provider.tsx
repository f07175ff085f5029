'use client';

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useMemo, type ReactNode } from 'react';
import { ApiProblem } from '@/lib/api/problem';
import { here } from '@/lib/routes';
import { lacksSecondFactor, whereToSetUp } from '../needed';
import { useAccess } from '../queries';

function emptyCache(onError: (reason: unknown) => void): QueryClient {
  return new QueryClient({
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
 * What was fetched belongs to one person: another one starts with an empty cache. Who has to set up a second factor
 * before anything else is led to where that is done.
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
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
