'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { whenIdle } from '@/lib/idle';
import { keeper } from '@/lib/keeper';
import { drawersIn, ofPerson } from '../drawers';

/** Sends what an earlier page could not save, whichever page is opened first: at once, and when the connection is back. */
export function useKeptMinutes(person: string): void {
  const cache = useQueryClient();
  useEffect(() => {
    const send = async () => {
      const kept = drawersIn((await keeper.under(ofPerson(person))).keys(), person);
      if (kept.length === 0) return;
      const { blocksOf } = await import('./use-blocks');
      for (const which of kept) blocksOf(cache, which, person);
    };
    const again = () => void send().catch(() => undefined);
    window.addEventListener('online', again);
    const callOff = whenIdle(send);
    return () => {
      window.removeEventListener('online', again);
      callOff();
    };
  }, [cache, person]);
}
