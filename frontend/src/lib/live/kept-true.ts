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
    let doubted = false;
    return {
      readAgain,
      /** After an event was taken in: an answer that is under way may not know of it yet, and is followed by another. */
      told: () => {
        const underWay = cache.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching' });
        if (doubted || underWay.length === 0) return;
        doubted = true;
        void Promise.allSettled(underWay.map(({ promise }) => promise)).then(() => {
          doubted = false;
          readAgain();
        });
      },
    };
  }, [cache, name]);
}
