'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { ApiProblem } from '@/lib/api/problem';
import { useAccess } from '../queries';

function emptyCache(): QueryClient {
  return new QueryClient({
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

/** What was fetched belongs to one person: another one starts with an empty cache. */
export function DataProvider({ children }: { children: ReactNode }) {
  const state = useAccess();
  const person = 'person' in state ? state.person.id : null;
  const client = useMemo(emptyCache, [person]);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
