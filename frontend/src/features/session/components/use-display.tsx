'use client';

import { api, ifMatch } from '@/lib/api/client';
import { ownMutation } from '@/lib/api/mutation-id';
import { unwrap } from '@/lib/api/problem';
import type { DisplayPreferences } from '@/lib/api/types';
import { displayKey } from '../queries';
import { useSaved } from './use-saved';

const path = '/api/v1/display-preferences';

/** How the person wants to see Convene, and changing that. The gate shows what stands here. */
export function useDisplay() {
  return useSaved<DisplayPreferences>({
    keptAs: displayKey,
    read: async (signal) => unwrap(await api.GET(path, { signal })),
    send: async (members, { version, ...base }) => {
      const header = { 'Idempotency-Key': ownMutation(), 'If-Match': ifMatch(version) };
      return unwrap(await api.PUT(path, { params: { header }, body: { ...base, ...members } }));
    },
  });
}
