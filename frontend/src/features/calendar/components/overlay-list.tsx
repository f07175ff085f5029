'use client';

import { X } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Checkbox } from '@/components/checkbox';
import { ComboBox } from '@/components/combo-box';
import { usePeople } from '@/features/people';
import { useRooms } from '@/features/rooms';
import { usePerson } from '@/features/session';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { huesOf, idOf, type Overlay } from '../overlays';
import { useNames } from '../queries';
import { useAddress } from './use-address';

const words = wordsOf('views');

export function OverlayList(props: { today: Temporal.PlainDate }) {
  return (
    <Words of={words}>
      <Overlays {...props} />
    </Words>
  );
}

/** Whose calendars lie over one's own; each can be hidden for a while, or taken away. */
function Overlays({ today }: { today: Temporal.PlainDate }) {
  const t = useTranslations('views');
  const { overlays, beside, go } = useAddress(today);
  const names = useNames(overlays);
  const hues = huesOf(overlays.filter(({ off }) => !off));
  const put = (changed: readonly Overlay[]) => go({ overlays: changed });

  return (
    <section data-overlays aria-label={t('overlays')} className="flex flex-col gap-2 px-2">
      <h2 className="text-sm font-[600]">{t('overlays')}</h2>
      <ul className="flex flex-col">
        {overlays.map((overlay) => {
          const name = names.get(overlay.id) ?? '…';
          return (
            <li key={idOf(overlay)} className="group flex items-center">
              <span className="min-w-0 flex-1">
                <Checkbox
                  isSelected={!overlay.off}
                  onChange={(on) => put(overlays.map((one) => (one === overlay ? { kind: one.kind, id: one.id, ...(on ? {} : { off: true }) } : one)))}
                >
                  <span className="flex items-center gap-2">
                    <span aria-hidden className={`hue-${hues.get(overlay.id) ?? 'indigo'} size-2.5 shrink-0 rounded-full ${overlay.off ? 'bg-line-strong' : 'bg-(--bar)'}`} />
                    <span dir="auto" className="truncate">
                      {name}
                    </span>
                  </span>
                </Checkbox>
              </span>
              <Button
                look="ghost"
                square
                className="size-7!"
                aria-label={t('removeOverlay', { name })}
                onPress={() => put(overlays.filter((one) => one !== overlay))}
                icon={<X aria-hidden className="size-3.5" strokeWidth={1.75} />}
              />
            </li>
          );
        })}
      </ul>
      {overlays.some(({ off }) => !off) ? (
        <Checkbox isSelected={beside} onChange={(side) => go({ beside: side })}>
          {t('beside')}
        </Checkbox>
      ) : null}
      <Picker taken={overlays} onAdd={(overlay) => put([...overlays, overlay])} />
    </section>
  );
}

/** A person or a room by name. */
function Picker({ taken, onAdd }: { taken: readonly Overlay[]; onAdd(overlay: Overlay): void }) {
  const t = useTranslations('views');
  const me = usePerson().id;
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed.trim());
  const people = usePeople(query);
  const rooms = useRooms(query);
  const known = new Set([`person:${me}`, ...taken.map(({ kind, id }) => `${kind}:${id}`)]);
  const offered = [
    ...(people.data ?? []).map(({ id, name }) => ({ id: `person:${id}`, text: name })),
    ...(rooms.data ?? []).map(({ id, name }) => ({ id: `room:${id}`, text: name })),
  ].filter(({ id }) => !known.has(id));
  return (
    <ComboBox
      label={t('addOverlay')}
      placeholder={t('addOverlayHint')}
      input={typed}
      onInput={setTyped}
      onChoose={(chosen) => {
        const [kind, id] = chosen.split(':') as [Overlay['kind'], string];
        setTyped('');
        onAdd({ kind, id });
      }}
      empty={t('nobody')}
      suggestions={offered}
    />
  );
}
