'use client';

import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';

/**
 * For what is read once and kept true by events from then on, as long as the component is mounted. Afterwards nobody
 * hears of it any more: what is shown on the next visit is read again.
 */
export function useKeptTrue(queryKey: QueryKey) {
  const cache = useQueryClient();
  const name = JSON.stringify(queryKey);
  useEffect(() => () => void cache.invalidateQueries({ queryKey, refetchType: 'none' }), [cache, name]);
  return useMemo(() => {
    const readAgain = () => void cache.invalidateQueries({ queryKey });
    return {
      readAgain,
      /** After an event was taken in: an answer that is under way may not know of it yet. */
      told: () => {
        if (cache.isFetching({ queryKey }) > 0) readAgain();
      },
    };
  }, [cache, name]);
}
