'use client';

import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { TextField } from '@/components/text-field';
import type { AgendaItem } from '@/lib/api/types';
import { OwnerMenu, type Named } from './owner-menu';

export interface Topic {
  readonly title: string;
  readonly notes: string;
  readonly minutes: number | null;
  readonly owner_id: string | null;
}

interface Props {
  item?: AgendaItem;
  people: readonly Named[];
  /** With each key: somebody is at it. */
  onTyping(): void;
  /** Resolves to whether it is done; then the form leaves, or empties itself. */
  onSave(topic: Topic): Promise<boolean>;
  onCancel(): void;
}

const nothing: Topic = { title: '', notes: '', minutes: null, owner_id: null };

/** One agenda item being written: Enter saves, Escape leaves. */
export function AgendaForm({ item, people, onTyping, onSave, onCancel }: Props) {
  const t = useTranslations('agenda');
  const heading = useId();
  const [topic, setTopic] = useState<Topic>(item ?? nothing);
  const [minutes, setMinutes] = useState(item?.minutes == null ? '' : String(item.minutes));
  const [saving, setSaving] = useState(false);
  const planned = minutes.trim() === '' ? null : Number(minutes);
  const fault = planned !== null && !(Number.isInteger(planned) && planned >= 1 && planned <= 1440);
  const complete = topic.title.trim() !== '' && !fault;

  const save = async () => {
    if (!complete || saving) return;
    setSaving(true);
    const done = await onSave({ title: topic.title.trim(), notes: topic.notes, minutes: planned, owner_id: topic.owner_id });
    setSaving(false);
    if (!done || item) return;
    setTopic(nothing);
    setMinutes('');
  };

  const pressed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const target = event.target as HTMLElement;
    if (event.key === 'Escape') {
      event.stopPropagation();
      onCancel();
    }
    if (event.key === 'Enter' && (target.tagName === 'INPUT' || event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      void save();
    }
  };

  return (
    <div
      role="group"
      aria-labelledby={heading}
      onKeyDown={pressed}
      onInput={onTyping}
      className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <h4 id={heading} className="sr-only">
        {item ? t('editing') : t('adding')}
      </h4>
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-[1_1_220px]">
          <TextField label={t('itemTitle')} value={topic.title} onChange={(title) => setTopic({ ...topic, title })} maxLength={200} autoFocus />
        </div>
        <div className="w-24">
          <TextField
            label={t('minutes')}
            value={minutes}
            onChange={setMinutes}
            inputMode="numeric"
            fault={fault ? t('minutesFault') : undefined}
          />
        </div>
      </div>
      <TextField label={t('notes')} value={topic.notes} onChange={(notes) => setTopic({ ...topic, notes })} rows={2} maxLength={10_000} />
      <div className="flex flex-wrap items-center gap-2">
        <OwnerMenu owner={topic.owner_id} people={people} onChange={(owner_id) => setTopic({ ...topic, owner_id })} />
        <span className="flex-1" />
        <Button look="ghost" onPress={onCancel}>
          {t('cancel')}
        </Button>
        <Button look="primary" onPress={() => void save()} isDisabled={!complete} isPending={saving}>
          {item ? t('save') : t('add')}
        </Button>
      </div>
    </div>
  );
}
