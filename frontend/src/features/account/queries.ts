'use client';

import { useQuery } from '@tanstack/react-query';
import { openApi } from '@/lib/api/client';
import { unwrap } from '@/lib/api/problem';

/** What the invitation is good for; it is not used up by looking. */
export function useInvitation(token: string, enabled: boolean) {
  return useQuery({
    queryKey: ['invitation', token],
    queryFn: async () => unwrap(await openApi.POST('/api/v1/auth/invitation', { body: { token } })),
    staleTime: Infinity,
    enabled,
  });
}
