'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { ownMutation } from '@/lib/api/mutation-id';
import { unwrap } from '@/lib/api/problem';
import { instantOf, startOf } from '@/lib/time/moment';
import { isHeldFor } from '../found';
import type { MeetingForm } from '../schema';

/** A room that is kept while the fields are filled in: it becomes the meeting's, or is given back when they are left. */
export function useHold(id: string | null) {
  const read = useQuery({
    queryKey: keys.hold(id ?? ''),
    queryFn: async ({ signal }) => unwrap(await api.GET('/api/v1/holds/{hold_id}', { params: { path: { hold_id: id! } }, signal })),
    enabled: id !== null,
    retry: false,
    staleTime: Infinity,
  });
  const spent = useRef(false);
  const giveBack = async () => {
    if (id === null || spent.current) return;
    spent.current = true;
    // A page that is being closed cannot wait for the answer, and a hold that has run out needs none.
    await api
      .POST('/api/v1/holds/{hold_id}/release', { params: { path: { hold_id: id }, header: { 'Idempotency-Key': ownMutation() } }, keepalive: true })
      .catch(() => undefined);
  };

  useEffect(() => {
    const leave = () => void giveBack();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [id]);

  const held = read.data;
  const room = held?.rooms[0];
  const isGood = (form: MeetingForm) =>
    held !== undefined &&
    room !== undefined &&
    !spent.current &&
    instantOf(held.expires_at) > Date.now() &&
    isHeldFor(form, { start: startOf(held.start, 'UTC'), end: startOf(held.end, 'UTC'), room });

  return {
    /** Until when which room is kept; null when none is. */
    kept: held && room ? { room, until: instantOf(held.expires_at) } : null,
    isGood,
    /** What is sent with the meeting. Where it is not what is held that is wanted, that must not stand in its way. */
    for: async (form: MeetingForm): Promise<{ hold_id?: string }> => {
      if (id !== null && isGood(form)) return { hold_id: id };
      await giveBack();
      return {};
    },
    /** It became a meeting. */
    spend: () => {
      spent.current = true;
    },
  };
}
