'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { currentDisplay } from '@/lib/display';
import { heard, type Begun, type DeedId } from '@/lib/keys';
import { paths } from '@/lib/routes';

const places: Partial<Record<DeedId, string>> = {
  'go.calendar': paths.calendar(),
  'go.inbox': paths.inbox(),
  'go.meetings': paths.meetings(),
  'go.settings': paths.settings(),
};

/** Whether a key belongs to a text being typed, or to a layer that finds things by their letters. */
function typing(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable=true], [role=spinbutton], [role=dialog], [role=menu], [role=listbox]') !== null
  );
}

/** Pages listen for the usual keys; this turns somebody's own keys into them, before anybody else hears. */
export function KeyMap() {
  const router = useRouter();
  useEffect(() => {
    let begun: Begun | null = null;
    const ours = new WeakSet<Event>();
    const pressed = (event: KeyboardEvent) => {
      const alone = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (ours.has(event) || !alone || event.isComposing || typing(event.target)) return;
      const meaning = heard(event.key, begun, currentDisplay(), event.timeStamp);
      begun = meaning.kind === 'begun' ? meaning.begun : null;
      if (meaning.kind === 'itself') return;
      event.stopImmediatePropagation();
      event.preventDefault();
      if (meaning.kind === 'go') router.push(places[meaning.id] ?? paths.calendar());
      if (meaning.kind === 'key') {
        const usual = new KeyboardEvent('keydown', { key: meaning.key, bubbles: true, cancelable: true });
        ours.add(usual);
        (event.target ?? window).dispatchEvent(usual);
      }
    };
    window.addEventListener('keydown', pressed, true);
    return () => window.removeEventListener('keydown', pressed, true);
  }, [router]);
  return null;
}
