'use client';

import { RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { KeyCaps } from '@/components/key-caps';
import { Group, Row, Section, Setting } from '@/components/section';
import { PageHead, PartSkeleton } from '@/components/side-pages';
import { Switch } from '@/components/switch';
import { toasts } from '@/components/toasts';
import { Loaded, useDisplay, useKeyWords } from '@/features/session';
import type { DisplayPreferences } from '@/lib/api/types';
import { chordOf, commands, groups, isChangeable, keysOf, takenBy, type Command } from '@/lib/keys';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';

const words = wordsOf('keys');

export function KeyboardSection() {
  const t = useTranslations('settings.keyboard');
  return (
    <Words of={words} meanwhile={<PartSkeleton title={t('title')} />}>
      <Keyboard />
    </Words>
  );
}

/** Every key there is; those without a modifier can be another one, and all of them off (WCAG 2.1.4). */
function Keyboard() {
  const t = useTranslations('settings.keyboard');
  const words = useTranslations('keys.groups');
  const { query, save } = useDisplay();
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Loaded query={query}>
        {(display) => (
          <div className="flex flex-col gap-8">
            <Group title={t('singleTitle')}>
              <Setting title={t('single')} detail={t('singleText')}>
                <Switch
                  aria-label={t('single')}
                  isSelected={display.single_keys}
                  onChange={(single_keys) => void save({ single_keys })}
                />
              </Setting>
              {Object.keys(display.keys).length > 0 ? (
                <div>
                  <Button icon={<RotateCcw aria-hidden className="size-4" strokeWidth={1.75} />} onPress={() => void save({ keys: {} })}>
                    {t('allUsual')}
                  </Button>
                </div>
              ) : null}
            </Group>
            {groups.map((group) => (
              <Section key={group} title={words(group)}>
                {commands
                  .filter((command) => command.group === group && command.keys.length > 0)
                  .map((command) => (
                    <KeyRow key={command.id} command={command} display={display} save={save} />
                  ))}
              </Section>
            ))}
          </div>
        )}
      </Loaded>
    </>
  );
}

interface RowProps {
  command: Command;
  display: DisplayPreferences;
  save(members: Partial<DisplayPreferences>): Promise<boolean>;
}

function KeyRow({ command, display, save }: RowProps) {
  const t = useTranslations('settings.keyboard');
  const k = useTranslations('keys');
  const words = useKeyWords();
  const [listening, setListening] = useState(false);
  const own = isChangeable(command) && display.keys[command.id] !== undefined;
  const name = words.name(command.id);
  const keys = keysOf(command, display);

  const become = (key: string | null) => {
    setListening(false);
    const { [command.id]: _former, ...others } = display.keys;
    if (key === null || key === command.keys[0]) return void save({ keys: others });
    const taken = takenBy(key, command, display);
    if (taken) {
      const shown = words.caps(key).map((caps) => caps.join(' + ')).join(` ${k('then')} `);
      toasts.show({ about: 'keys', tone: 'danger', text: t('taken', { key: shown, other: words.name(taken.id) }) });
      return;
    }
    void save({ keys: { ...others, [command.id]: key } });
  };

  return (
    <Row
      title={name}
      detail={
        listening ? (
          <Listener label={t('press', { name })} onKey={become} onLeave={() => setListening(false)} />
        ) : keys.length === 0 ? (
          t('isOff')
        ) : (
          <span className="mt-1 flex flex-wrap gap-x-2.5 gap-y-1">
            {keys.map((key) => (
              <KeyCaps key={key} caps={words.caps(key)} then={k('then')} />
            ))}
          </span>
        )
      }
      action={
        <span className="flex flex-none flex-wrap justify-end gap-1">
          {own ? (
            <Button look="ghost" aria-label={t('usualFor', { name })} onPress={() => become(null)}>
              {t('usual')}
            </Button>
          ) : null}
          {isChangeable(command) ? (
            <Button look="ghost" aria-label={t('changeOf', { name })} isDisabled={!display.single_keys} onPress={() => setListening(true)}>
              {t('change')}
            </Button>
          ) : (
            <span className="px-3.5 text-sm text-fg-3">{t('fixed')}</span>
          )}
        </span>
      }
    />
  );
}

/** Milliseconds in which a second key makes a sequence of it. */
const pause = 900;

/** Waits for the next key, or for two. It is a field, so that no page takes the key for its own. */
function Listener({ label, onKey, onLeave }: { label: string; onKey(key: string): void; onLeave(): void }) {
  const t = useTranslations('settings.keyboard');
  const field = useRef<HTMLInputElement>(null);
  const [first, setFirst] = useState<string | null>(null);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (first === null) return;
    const timer = setTimeout(() => onKey(first), pause);
    return () => clearTimeout(timer);
  }, [first, onKey]);
  return (
    <input
      ref={field}
      readOnly
      aria-label={label}
      placeholder={t('pressShort')}
      value={first ?? ''}
      onBlur={onLeave}
      onKeyDown={(event) => {
        if (event.key === 'Escape') return onLeave();
        const key = chordOf(event.nativeEvent);
        if (key === null || !/^[!-~]$/.test(key)) return;
        event.preventDefault();
        if (first === null) setFirst(key);
        else onKey(`${first} ${key}`);
      }}
      className="mt-1 h-7 w-32 rounded-sm border border-line-strong bg-surface px-2 text-sm placeholder:text-fg-3"
    />
  );
}
