'use client';

import { useTranslations } from 'use-intl';
import { useShownDisplay } from '@/lib/display';
import { capsOf, commands, keysOf, type CommandId } from '@/lib/keys';

const signs: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };
const named = ['Shift', 'Enter', 'Delete', 'Backspace', 'PageUp', 'PageDown', 'Home', 'End', 'Tab', 'Escape'] as const;

/** How commands are called, and how their keys look on this machine. Stands inside the words of en.keys.json. */
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
  const wordOf = (id: CommandId) => id.replace('.', '_') as 'undo';
  return {
    name: (id: CommandId) => t(`commands.${wordOf(id)}`),
    aliases: (id: CommandId) => (t.has(`aliases.${wordOf(id)}`) ? t(`aliases.${wordOf(id)}`) : ''),
    caps: (key: string) => capsOf(key).map((chord) => chord.map(cap)),
    /** The keys that do it now. */
    keys: (id: CommandId) => keysOf(commands.find((command) => command.id === id)!, wishes),
  };
}
