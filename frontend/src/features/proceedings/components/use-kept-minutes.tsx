'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { whenIdle } from '@/lib/idle';
import { keeper } from '@/lib/keeper';
import { drawersIn, ofPerson } from '../drawers';
import { blocksOf } from './use-blocks';

/** Sends what an earlier page could not save, whichever page is opened first. */
export function useKeptMinutes(person: string): void {
  const cache = useQueryClient();
  useEffect(
    () =>
      whenIdle(async () => {
        const kept = drawersIn((await keeper.under(ofPerson(person))).keys(), person);
        for (const which of kept) blocksOf(cache, which, person);
      }),
    [cache, person],
  );
}
