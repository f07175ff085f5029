'use client';

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { access } from '@/lib/api/client';
import { keeper } from '@/lib/keeper';
import { unsent } from '@/lib/unsent';
import { isFinal } from '../autosave';
import { Blocks } from '../blocks';
import { drawerName } from '../drawers';
import { TabHolds } from '../holds';
import { minutesWire } from '../mutations';
import type { Which } from '../queries';

/** What somebody writes belongs to their session: another one has another cache. */
const kept = new WeakMap<QueryClient, Map<string, Blocks>>();
const all = new Set<Blocks>();
const settleAll = async () => void (await Promise.all([...all].map((blocks) => blocks.settle())));
unsent.add(settleAll, () => [...all].reduce((sum, blocks) => sum + blocks.unsaved, 0));
if (typeof window !== 'undefined') window.addEventListener('online', () => void settleAll());

const holds = new TabHolds(typeof navigator === 'undefined' ? undefined : navigator.locks);
const isHere = (person: string) => 'person' in access.state && access.state.person.id === person;

/** Those of one person for one date; what an earlier page left over begins to be saved at once. */
export function blocksOf(cache: QueryClient, which: Which, person: string): Blocks {
  const own = kept.get(cache) ?? new Map<string, Blocks>();
  kept.set(cache, own);
  const name = `${which.meetingId} ${which.date}`;
  const known = own.get(name);
  if (known) return known;
  const drawer = { keeper, name: drawerName(person, which), isOpen: () => isHere(person), holds };
  const blocks = new Blocks(minutesWire(cache, which), drawer);
  own.set(name, blocks);
  all.add(blocks);
  void blocks.restore();
  return blocks;
}

/**
 * The blocks of these minutes. What is typed is sent when the page is hidden. Without a connection it is kept on the
 * device; leaving is asked about while the server will not have it, or a choice is to be made.
 */
export function useBlocks(which: Which, person: string): Blocks {
  const blocks = blocksOf(useQueryClient(), which, person);
  useSyncExternalStore(blocks.subscribe, blocks.current, blocks.current);
  useEffect(() => {
    const hidden = () => document.visibilityState === 'hidden' && void blocks.settle();
    const left = (event: BeforeUnloadEvent) => {
      void blocks.settle();
      if (blocks.dirty.some(({ state, reason }) => state === 'conflict' || (state === 'failed' && isFinal(reason)))) event.preventDefault();
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
