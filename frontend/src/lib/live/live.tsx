'use client';

import { createContext, use, useCallback, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { access, api, firstAnswer } from '@/lib/api/client';
import { unwrap } from '@/lib/api/problem';
import { LiveClient, type LiveListener, type LiveState, type Sign } from './socket';

export type { PersonThere, Sign, Standing } from './socket';

const Live = createContext<LiveClient | null>(null);

function liveUrl(ticket: string): string {
  const url = new URL('/api/v1/live', location.origin);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  url.searchParams.set('ticket', ticket);
  return url.toString();
}

function connection(): LiveClient {
  return new LiveClient({
    ticket: async () => unwrap(await api.POST('/api/v1/live/tickets')).ticket,
    since: () => firstAnswer.take('live_cursor'),
    open: (ticket) => new WebSocket(liveUrl(ticket), 'convene.v1'),
    random: Math.random,
  });
}

/** One live connection for everything inside, for as long as it is `on`: somebody is signed in. */
export function LiveProvider({ on, children }: { on: boolean; children: ReactNode }) {
  const [client] = useState(connection);

  useEffect(() => {
    if (!on) return;
    client.start();
    const wake = () => client.wake();
    const lose = () => client.lose();
    const look = () => document.visibilityState === 'visible' && client.wake();
    // A connection that ended with the session begins again with the next one.
    const startAgain = () => {
      if (access.state.name === 'signed_in' && client.state === 'ended') client.start();
    };
    const stopListening = client.listen({
      state: (state) => {
        if (state === 'ended') void access.doubt().then(startAgain);
      },
    });
    const stopWatching = access.subscribe(startAgain);
    window.addEventListener('online', wake);
    window.addEventListener('offline', lose);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('online', wake);
      window.removeEventListener('offline', lose);
      document.removeEventListener('visibilitychange', look);
      stopListening();
      stopWatching();
      client.stop();
    };
  }, [client, on]);

  return <Live value={client}>{children}</Live>;
}

function useClient(): LiveClient {
  const client = use(Live);
  if (!client) throw new Error('no LiveProvider above');
  return client;
}

/** Hears events and gaps for as long as the component is mounted; the newest listener is always the one told. */
export function useLive(listener: LiveListener): void {
  const client = useClient();
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(
    () =>
      client.listen({
        event: (event) => newest.current.event?.(event),
        gap: (gap) => newest.current.gap?.(gap),
        presence: (topic, people) => newest.current.presence?.(topic, people),
        changed: (topic) => newest.current.changed?.(topic),
        state: (state) => newest.current.state?.(state),
      }),
    [client],
  );
}

/** Follows a topic for as long as the component is mounted; what comes back says what we are at there. */
export function useTopic(topic: string | null): (sign: Sign) => void {
  const client = useClient();
  useEffect(() => (topic === null ? undefined : client.follow(topic)), [client, topic]);
  return useCallback((sign) => (topic === null ? undefined : client.say(topic, sign)), [client, topic]);
}

/** Follows several topics at once. */
export function useTopics(topics: readonly string[]): void {
  const client = useClient();
  const all = topics.join(' ');
  useEffect(() => {
    const ends = (all ? all.split(' ') : []).map((topic) => client.follow(topic));
    return () => ends.forEach((end) => end());
  }, [client, all]);
}

/** What ends the wait for a connection, when there is reason to think that it works now. */
export function useLiveWake(): () => void {
  const client = useClient();
  return useCallback(() => client.wake(), [client]);
}

export function useLiveState(): LiveState {
  const client = useClient();
  return useSyncExternalStore(
    (changed) => client.listen({ state: changed }),
    () => client.state,
    () => 'stopped',
  );
}
