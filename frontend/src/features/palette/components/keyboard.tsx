'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { KeyCaps } from '@/components/key-caps';
import { toasts } from '@/components/toasts';
import { useKeyWords } from '@/features/session';
import { currentDisplay } from '@/lib/display';
import { takeEarlyKeys } from '@/lib/early-keys';
import { whenIdle } from '@/lib/idle';
import { chordOf, followersOf, isTaken, patience } from '@/lib/keys';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { offers } from '@/lib/offers';
import { Listening } from '../listening';
import { opening } from '../opening';
import { useFrameOffers } from './use-frame-offers';

const words = wordsOf('keys');

const loadPalette = () => import('./palette');
const Palette = dynamic(() => loadPalette().then((module) => module.Palette), { ssr: false });
const KeySheet = dynamic(() => import('./key-sheet').then((module) => module.KeySheet), { ssr: false });

export function Keyboard() {
  return (
    <Words of={words}>
      <Hearing />
    </Words>
  );
}

/** Hears every key that nobody else takes, from the first one on. */
function Hearing() {
  const [begun, setBegun] = useState<string | null>(null);
  const layer = useSyncExternalStore(opening.subscribe, opening.current, () => null);
  useFrameOffers();
  useEffect(() => whenIdle(loadPalette), []);

  useEffect(() => {
    const listening = new Listening(offers, currentDisplay, setBegun, (why) => toasts.show({ about: 'keys', text: why }));
    const hear = (event: KeyboardEvent) => {
      const chord = chordOf(event);
      if (chord !== null && !isTaken(event, chord) && listening.press(chord, event.timeStamp)) event.preventDefault();
    };
    const pressed = (event: KeyboardEvent) => {
      if (!event.defaultPrevented) hear(event);
    };
    const forget = () => listening.forget();
    const early = takeEarlyKeys(performance.now());
    for (const event of early.pressed) hear(event);
    const leave = offers.subscribe(() => listening.again(performance.now()));
    window.addEventListener('keydown', pressed);
    window.addEventListener('pointerdown', forget);
    return () => {
      leave();
      early.release();
      window.removeEventListener('keydown', pressed);
      window.removeEventListener('pointerdown', forget);
    };
  }, []);

  useEffect(() => {
    if (begun === null) return;
    const timer = setTimeout(() => setBegun(null), patience);
    return () => clearTimeout(timer);
  }, [begun]);

  return (
    <>
      {begun === null ? null : <HintBar begun={begun} />}
      {layer === 'palette' ? <Palette onClose={() => opening.show(null)} /> : null}
      {layer === 'keys' ? <KeySheet onClose={() => opening.show(null)} /> : null}
    </>
  );
}

/** What can follow the key that was pressed. */
function HintBar({ begun }: { begun: string }) {
  const t = useTranslations('keys');
  const words = useKeyWords();
  const all = offers.all();
  const followers = followersOf(begun, currentDisplay()).filter(({ command }) => all.has(command.id));
  return (
    <ul role="status" className="hint-bar flex flex-wrap justify-center gap-x-5 gap-y-1.5">
      {followers.map(({ key, command }) => (
        <li key={command.id} className="flex items-center gap-2">
          <KeyCaps caps={words.caps(key)} then={t('then')} />
          {words.name(command.id)}
        </li>
      ))}
    </ul>
  );
}
