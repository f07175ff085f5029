'use client';

import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { unwrap } from '@/lib/api/problem';

/** What is cached here concerns nobody else's page. */
export const securityKeys = {
  factors: ['security', 'factors'] as const,
  sessions: ['security', 'sessions'] as const,
  links: ['security', 'links'] as const,
  tokens: ['security', 'tokens'] as const,
};

export function useSecondFactors() {
  return useQuery({
    queryKey: securityKeys.factors,
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/auth/second-factors', { signal })),
  });
}

export function useSessions() {
  return useQuery({
    queryKey: securityKeys.sessions,
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/auth/sessions', { signal })).data,
  });
}

export function useApiTokens() {
  return useQuery({
    queryKey: securityKeys.tokens,
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/tokens', { signal })).data,
  });
}

export function useLinks() {
  return useQuery({
    queryKey: securityKeys.links,
    queryFn: async ({ signal }) => {
      const [provider, links] = await Promise.all([
        api.GET('/api/v1/auth/oidc', { signal }).then(unwrap),
        api.GET('/api/v1/auth/oidc/links', { signal }).then(unwrap),
      ]);
      return { provider: provider.name, links: links.data };
    },
  });
}
