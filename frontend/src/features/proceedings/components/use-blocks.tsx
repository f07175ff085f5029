'use client';

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { unsent } from '@/lib/unsent';
import { Blocks } from '../blocks';
import { minutesWire } from '../mutations';
import type { Which } from '../queries';

/** What somebody writes belongs to their session: another one has another cache. */
const kept = new WeakMap<QueryClient, Map<string, Blocks>>();
const all = new Set<Blocks>();
unsent.add(async () => void (await Promise.all([...all].map((blocks) => blocks.settle()))));

function blocksOf(cache: QueryClient, which: Which): Blocks {
  const own = kept.get(cache) ?? new Map<string, Blocks>();
  kept.set(cache, own);
  const name = `${which.meetingId} ${which.date}`;
  const known = own.get(name) ?? new Blocks(minutesWire(cache, which));
  own.set(name, known);
  all.add(known);
  return known;
}

/** The blocks of these minutes. What is typed is sent when the page is hidden, and leaving with unsaved text is asked about. */
export function useBlocks(which: Which): Blocks {
  const blocks = blocksOf(useQueryClient(), which);
  useSyncExternalStore(blocks.subscribe, blocks.current, blocks.current);
  useEffect(() => {
    const hidden = () => document.visibilityState === 'hidden' && void blocks.settle();
    const left = (event: BeforeUnloadEvent) => {
      void blocks.settle();
      if (blocks.dirty.some(({ state }) => state === 'failed' || state === 'conflict')) event.preventDefault();
    };
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('beforeunload', left);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('beforeunload', left);
      void blocks.settle();
    };
  }, [blocks]);
  return blocks;
}
