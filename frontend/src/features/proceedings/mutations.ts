'use client';

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, ifMatch } from '@/lib/api/client';
import { ownMutation } from '@/lib/api/mutation-id';
import { unwrap } from '@/lib/api/problem';
import type { Agenda, AgendaItem, AgendaItemChange, Entry, Minutes, NewAgendaItem } from '@/lib/api/types';
import { optimisticSave } from '@/lib/optimistic-save';
import type { BlockWire } from './blocks';
import { isOfDate, renumbered, withLine } from './lines';
import { inOrder, moved, type Order } from './order';
import { proceedingsKeys, type Which } from './queries';

const once = () => ({ 'Idempotency-Key': ownMutation() });
const upon = (version: number) => ({ ...once(), 'If-Match': ifMatch(version) });
const item = (id: string) => ({ item_id: id });
const entry = (id: string) => ({ entry_id: id });

export function takeItem(cache: QueryClient, which: Which, told: AgendaItem): void {
  cache.setQueryData<Agenda>(proceedingsKeys.agenda(which), (agenda) => agenda && { ...agenda, data: [...withLine(agenda.data, told)] });
}

export function takeEntry(cache: QueryClient, which: Which, told: Entry): void {
  if (!isOfDate(told, which.date)) return;
  cache.setQueryData<Minutes>(proceedingsKeys.minutes(which), (minutes) => minutes && { ...minutes, data: [...withLine(minutes.data, told)] });
  void cache.invalidateQueries({ queryKey: proceedingsKeys.revisions(told.id) });
}

export function takeAgendaOrder(cache: QueryClient, which: Which, order: Order): void {
  cache.setQueryData<Agenda>(
    proceedingsKeys.agenda(which),
    (agenda) => agenda && { ...agenda, data: renumbered(inOrder(agenda.data, order)) },
  );
}

/** What one does with an agenda. Each deed shows in the cache; those that fail are thrown. */
export function useAgendaDeeds(which: Which) {
  const cache = useQueryClient();
  const key = proceedingsKeys.agenda(which);
  const read = () => cache.getQueryData<Agenda>(key);
  const find = (id: string) => read()?.data.find((each) => each.id === id);
  const place = { original_start: which.date };

  return {
    add: async (topic: Omit<NewAgendaItem, 'original_start'>) => {
      const params = { path: { meeting_id: which.meetingId }, header: once() };
      takeItem(cache, which, unwrap(await api.POST('/api/v1/meetings/{meeting_id}/agenda-items', { params, body: { ...topic, ...place } })));
      // Its owner may be somebody whom no item named before.
      if (topic.owner_id && !read()?.people.some(({ id }) => id === topic.owner_id)) void cache.invalidateQueries({ queryKey: key });
    },

    /** Says whether somebody changed the same meanwhile, and if so what it is now. */
    change: async (base: AgendaItem, change: AgendaItemChange) => {
      const kept = {
        pause: () => cache.cancelQueries({ queryKey: key }),
        read: () => find(base.id),
        write: (shown: AgendaItem) =>
          cache.setQueryData<Agenda>(key, (agenda) => agenda && { ...agenda, data: agenda.data.map((each) => (each.id === shown.id ? { ...shown, position: each.position } : each)) }),
        doubt: () => void cache.invalidateQueries({ queryKey: key }),
      };
      const outcome = await optimisticSave<AgendaItem, AgendaItemChange>(kept, base, {
        members: change,
        apply: (shown, members) => ({ ...shown, ...(members as Partial<AgendaItem>) }),
        same: (a, b, name) => a[name] === b[name],
        send: async (members, version) =>
          unwrap(await api.PATCH('/api/v1/agenda-items/{item_id}', { params: { path: item(base.id), header: upon(version) }, body: members })),
      });
      if (change.owner_id && !read()?.people.some(({ id }) => id === change.owner_id)) void cache.invalidateQueries({ queryKey: key });
      return outcome;
    },

    place: async (id: string, before: string | null) => {
      const show = () => takeAgendaOrder(cache, which, moved(read()?.data.map((each) => each.id) ?? [], id, before));
      // At once: the key that starts the next item means the one that shows.
      show();
      try {
        unwrap(await api.POST('/api/v1/agenda-items/{item_id}/place', { params: { path: item(id), header: once() }, body: { before } }));
      } catch (reason) {
        void cache.invalidateQueries({ queryKey: key });
        throw reason;
      }
      show();
    },

    remove: async (gone: AgendaItem) => {
      cache.setQueryData<Agenda>(key, (agenda) => agenda && { ...agenda, data: agenda.data.filter(({ id }) => id !== gone.id) });
      try {
        unwrap(await api.DELETE('/api/v1/agenda-items/{item_id}', { params: { path: item(gone.id), header: upon(gone.version) } }));
      } catch (reason) {
        void cache.invalidateQueries({ queryKey: key });
        throw reason;
      }
    },

    restore: async (id: string) =>
      takeItem(cache, which, unwrap(await api.POST('/api/v1/agenda-items/{item_id}/restoration', { params: { path: item(id), header: once() } }))),

    carryOver: async () => {
      const params = { path: { meeting_id: which.meetingId }, header: once() };
      const carried = unwrap(await api.POST('/api/v1/meetings/{meeting_id}/agenda-items/carry-over', { params, body: place }));
      void cache.invalidateQueries({ queryKey: key });
      return carried;
    },
  };
}

/** How minutes are written; each block of them saves itself. */
export function minutesWire(cache: QueryClient, which: Which): BlockWire {
  return {
    newId: ownMutation,
    add: async (body, id, onSaved) => {
      const params = { path: { meeting_id: which.meetingId }, header: { 'Idempotency-Key': id } };
      const saved = unwrap(await api.POST('/api/v1/meetings/{meeting_id}/minutes', { params, body: { ...body, original_start: which.date } }));
      onSaved(saved);
      takeEntry(cache, which, saved);
      return saved;
    },
    // Sent to its end even while the page is being left.
    write: async (id, change, version, onceId) => {
      const params = { path: entry(id), header: { 'Idempotency-Key': onceId, 'If-Match': ifMatch(version) } };
      const saved = unwrap(await api.PATCH('/api/v1/minutes/{entry_id}', { params, body: change, keepalive: true }));
      takeEntry(cache, which, saved);
      return saved;
    },
  };
}

/** What one does with minutes, beside writing in them. */
export function useMinutesDeeds(which: Which) {
  const cache = useQueryClient();
  const key = proceedingsKeys.minutes(which);

  return {
    remove: async (gone: Entry) => {
      unwrap(await api.DELETE('/api/v1/minutes/{entry_id}', { params: { path: entry(gone.id), header: upon(gone.version) } }));
      cache.setQueryData<Minutes>(key, (minutes) => minutes && { ...minutes, data: minutes.data.filter(({ id }) => id !== gone.id) });
    },

    restore: async (id: string) =>
      takeEntry(cache, which, unwrap(await api.POST('/api/v1/minutes/{entry_id}/restoration', { params: { path: entry(id), header: once() } }))),

    /** An action of an earlier date, or of this one, is done, or is not. */
    tick: async (action: Entry, done: boolean) => {
      const params = { path: entry(action.id), header: { ...once(), 'If-Match': '*' } };
      takeEntry(cache, which, unwrap(await api.PATCH('/api/v1/minutes/{entry_id}', { params, body: { done } })));
      void cache.invalidateQueries({ queryKey: proceedingsKeys.open(which) });
    },
  };
}
