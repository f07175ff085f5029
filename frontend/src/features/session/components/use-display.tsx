'use client';

import { useEffect } from 'react';
import { api, ifMatch } from '@/lib/api/client';
import { ownMutation } from '@/lib/api/mutation-id';
import { unwrap } from '@/lib/api/problem';
import type { DisplayPreferences } from '@/lib/api/types';
import { showDisplay } from '@/lib/display';
import { useSaved } from './use-saved';

const path = '/api/v1/display-preferences';

/** How the person wants to see Convene: shown as soon as it is known, or chosen. */
export function useDisplay() {
  const saved = useSaved<DisplayPreferences>({
    keptAs: ['display'],
    read: async (signal) => unwrap(await api.GET(path, { signal })),
    send: async (members, { version, ...base }) => {
      const header = { 'Idempotency-Key': ownMutation(), 'If-Match': ifMatch(version) };
      return unwrap(await api.PUT(path, { params: { header }, body: { ...base, ...members } }));
    },
  });
  const { data } = saved.query;
  useEffect(() => {
    if (!data) return;
    const { version: _version, ...display } = data;
    showDisplay(display);
  }, [data]);
  return saved;
}
