'use client';

import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { hintsOf } from '../hints';
import { Keys, type Command } from '../keys';

const words = wordsOf('views');

export function CalendarKeys(props: { onCommand(command: Command): void }) {
  return (
    <Words of={words}>
      <Listening {...props} />
    </Words>
  );
}

/** Hears single keys while nobody is typing and nothing lies over the page. */
function Listening({ onCommand }: { onCommand(command: Command): void }) {
  const newest = useRef(onCommand);
  const [hints, setHints] = useState<number | null>(null);
  useEffect(() => {
    newest.current = onCommand;
  });
  useEffect(() => {
    const keys = new Keys();
    const pressed = (event: KeyboardEvent) => {
      const busy = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="spinbutton"], [role="menu"]');
      if (event.defaultPrevented || busy || event.isComposing || document.querySelector('[role="dialog"]')) return;
      const command = keys.read(event, event.timeStamp);
      if (!command) return;
      event.preventDefault();
      if (command.kind === 'hints') setHints(hint());
      else newest.current(command);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  return hints === null ? null : <Hints count={hints} onEnd={() => setHints(null)} />;
}

/** Two characters stand on each meeting in view; typed, they lead there. */
function Hints({ count, onEnd }: { count: number; onEnd(): void }) {
  const t = useTranslations('views');
  const field = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    before.current = document.activeElement;
    field.current?.focus();
    return clear;
  }, []);
  const end = (to: Element | null | undefined) => {
    clear();
    onEnd();
    if (to instanceof HTMLElement) {
      to.focus();
      to.scrollIntoView({ block: 'nearest' });
    }
  };
  return (
    <label className="hint-bar">
      {t(count > 0 ? 'hints' : 'noHints')}
      <input
        ref={field}
        className="ms-3 w-10 rounded-xs border border-line-strong bg-surface px-1.5 text-center uppercase"
        maxLength={2}
        autoComplete="off"
        onBlur={() => end(null)}
        onKeyDown={(event) => event.key === 'Escape' && end(before.current)}
        onChange={(event) => {
          const typed = event.target.value.toLowerCase();
          const left = hinted().filter(({ dataset }) => dataset['hint']!.startsWith(typed));
          const found = left.find(({ dataset }) => dataset['hint'] === typed);
          if (found || left.length === 0) end(found ?? before.current);
        }}
      />
    </label>
  );
}

function hinted(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('#main [data-hint]')];
}

/** Writes the keys that lead to it on each meeting in view; returns how many. */
function hint(): number {
  const seen = [...document.querySelectorAll<HTMLElement>('#main [data-key]')].filter((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  const days = [...document.querySelectorAll<HTMLElement>('#main [data-day-name]')];
  const columns = seen.map((element) => days.indexOf(element.closest<HTMLElement>('[data-day-name]')!));
  hintsOf(columns, days.map((day) => day.dataset['dayName'] ?? '')).forEach((text, index) => {
    if (text) seen[index]!.dataset['hint'] = text;
  });
  return seen.length;
}

function clear(): void {
  for (const element of hinted()) delete element.dataset['hint'];
}
