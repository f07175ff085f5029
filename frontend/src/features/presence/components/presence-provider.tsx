'use client';

import { createContext, use, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useLive, useTopic, type PersonThere } from '@/lib/live/live';
import { Doing } from '../doing';

interface Here {
  /** Everybody on this meeting's page just now, oneself too. */
  readonly people: readonly PersonThere[];
  readonly doing: Doing;
}

const Context = createContext<Here | null>(null);

/** Who is on the page of this meeting, and what I am at there, over the one connection of the app. */
export function PresenceProvider({ meetingId, children }: { meetingId: string; children: ReactNode }) {
  const topic = `meeting:${meetingId}`;
  const say = useTopic(topic);
  const [people, setPeople] = useState<readonly PersonThere[]>([]);
  const newest = useRef(say);
  useEffect(() => {
    newest.current = say;
  });
  const [doing] = useState(() => new Doing((sign) => newest.current(sign)));

  useLive({
    presence: (about, there) => about === topic && setPeople(there),
    // Without a connection nobody knows who is there.
    state: (state) => state === 'live' || setPeople([]),
  });

  useEffect(() => {
    doing.again();
    const alive = () => doing.alive();
    const signs = ['keydown', 'pointerdown', 'pointermove', 'scroll'] as const;
    for (const sign of signs) addEventListener(sign, alive, { passive: true, capture: true });
    return () => {
      for (const sign of signs) removeEventListener(sign, alive, { capture: true });
      doing.stop();
    };
  }, [doing, topic]);

  return <Context value={useMemo(() => ({ people, doing }), [people, doing])}>{children}</Context>;
}

export function useHere(): Here {
  const here = use(Context);
  if (!here) throw new Error('no PresenceProvider above');
  return here;
}

/** Who else edits that one thing just now. */
export function useEditorOf(what: string, me: string): PersonThere | null {
  const { people } = useHere();
  return people.find(({ person_id, state, detail }) => person_id !== me && state === 'editing' && detail === what) ?? null;
}
