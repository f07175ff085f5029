'use client';

import { RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Group, Row, Section, Setting } from '@/components/section';
import { PageHead } from '@/components/side-pages';
import { Switch } from '@/components/switch';
import { toasts } from '@/components/toasts';
import { Loaded, useDisplay } from '@/features/session';
import type { DisplayPreferences } from '@/lib/api/types';
import { deeds, keyOf, takenBy, type Deed } from '@/lib/keys';

const groups = ['everywhere', 'calendar', 'lists'] as const;

/** Every key there is; each can be another one, and all can be off (WCAG 2.1.4). */
export function KeyboardSection() {
  const t = useTranslations('settings.keyboard');
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
            </Group>
            {groups.map((group) => (
              <Section key={group} title={t(`groups.${group}`)}>
                {deeds
                  .filter((deed) => deed.group === group)
                  .map((deed) => (
                    <KeyRow key={deed.id} deed={deed} display={display} save={save} />
                  ))}
              </Section>
            ))}
            {Object.keys(display.keys).length > 0 ? (
              <div>
                <Button icon={<RotateCcw aria-hidden className="size-4" strokeWidth={1.75} />} onPress={() => void save({ keys: {} })}>
                  {t('allUsual')}
                </Button>
              </div>
            ) : null}
          </div>
        )}
      </Loaded>
    </>
  );
}

interface RowProps {
  deed: Deed;
  display: DisplayPreferences;
  save(members: Partial<DisplayPreferences>): Promise<boolean>;
}

function KeyRow({ deed, display, save }: RowProps) {
  const t = useTranslations('settings.keyboard');
  const [listening, setListening] = useState(false);
  const own = display.keys[deed.id] !== undefined;
  const name = t(`deeds.${deed.id.replace('.', '_') as 'go_calendar'}`);

  const become = (key: string | null) => {
    setListening(false);
    const { [deed.id]: _former, ...others } = display.keys;
    if (key === null || key === deed.key) return void save({ keys: others });
    const taken = takenBy(key, deed.id, display);
    if (taken) {
      const other = t(`deeds.${taken.id.replace('.', '_') as 'go_calendar'}`);
      toasts.show({ about: 'keys', tone: 'danger', text: t('taken', { key: key.toUpperCase(), other }) });
      return;
    }
    void save({ keys: { ...others, [deed.id]: key } });
  };

  return (
    <Row
      title={name}
      chip={
        listening ? (
          <Listener label={t('press', { name })} onKey={become} onLeave={() => setListening(false)} />
        ) : (
          <span className="flex gap-1">
            {keyOf(deed, display)
              .split(' ')
              .map((key, index) => (
                <kbd
                  key={index}
                  className="flex h-6 min-w-6 items-center justify-center rounded-xs border border-line bg-sunken px-1.5 font-sans text-xs font-[600] text-fg-2"
                >
                  {key.toUpperCase()}
                </kbd>
              ))}
          </span>
        )
      }
      action={
        <span className="flex gap-1">
          {own ? (
            <Button look="ghost" aria-label={t('usualFor', { name })} onPress={() => become(null)}>
              {t('usual')}
            </Button>
          ) : null}
          <Button look="ghost" aria-label={t('changeOf', { name })} isDisabled={!display.single_keys} onPress={() => setListening(true)}>
            {t('change')}
          </Button>
        </span>
      }
    />
  );
}

/** Waits for the next key. It is a field, so that no page takes the key for its own. */
function Listener({ label, onKey, onLeave }: { label: string; onKey(key: string): void; onLeave(): void }) {
  const t = useTranslations('settings.keyboard');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <input
      ref={field}
      readOnly
      aria-label={label}
      placeholder={t('pressShort')}
      onBlur={onLeave}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onLeave();
        if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        onKey(event.key.toLowerCase());
      }}
      className="h-7 w-32 rounded-sm border border-line-strong bg-surface px-2 text-sm placeholder:text-fg-3"
    />
  );
}
