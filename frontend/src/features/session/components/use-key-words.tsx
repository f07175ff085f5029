'use client';

import { useTranslations } from 'use-intl';
import { useShownDisplay } from '@/lib/display';
import { capsOf, deeds, keysOf, type DeedId } from '@/lib/keys';

const signs: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };
const named = ['Shift', 'Enter', 'Delete', 'Backspace', 'PageUp', 'PageDown', 'Home', 'End', 'Tab', 'Escape'] as const;

/** How deeds are called, and how their keys look on this machine. Stands inside the words of en.keys.json. */
export function useKeyWords() {
  const t = useTranslations('keys');
  const wishes = useShownDisplay();
  const mac = /Mac|iP(hone|ad|od)/.test(navigator.platform);
  const cap = (part: string): string => {
    if (part === 'Mod') return mac ? '⌘' : t('caps.Ctrl');
    if (mac && part === 'Shift') return '⇧';
    const name = named.find((one) => one === part);
    return name ? t(`caps.${name}`) : (signs[part] ?? part);
  };
  const wordOf = (id: DeedId) => id.replace('.', '_') as 'undo';
  return {
    name: (id: DeedId) => t(`deeds.${wordOf(id)}`),
    aliases: (id: DeedId) => (t.has(`aliases.${wordOf(id)}`) ? t(`aliases.${wordOf(id)}`) : ''),
    caps: (key: string) => capsOf(key).map((chord) => chord.map(cap)),
    /** The keys that do it now. */
    keys: (id: DeedId) => keysOf(deeds.find((deed) => deed.id === id)!, wishes),
  };
}
