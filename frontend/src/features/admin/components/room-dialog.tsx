'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Choice } from '@/components/choice';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import { Notice } from '@/components/notice';
import { NumberField } from '@/components/number-field';
import { Setting } from '@/components/section';
import { Switch } from '@/components/switch';
import { TextField } from '@/components/text-field';
import { SureButton, useSecured } from '@/features/security';
import { usePerson, ZoneField } from '@/features/session';
import { WeekHours } from '@/features/settings';
import { useProblemText } from '@/lib/api/problem-text';
import type { Room, RoomDraft, WeekOfHours } from '@/lib/api/types';
import { removeRoom, saveRoom } from '../mutations';
import { adminKeys } from '../queries';

const office = [{ start: '08:00', end: '20:00' }];
const usualHours: WeekOfHours = { monday: office, tuesday: office, wednesday: office, thursday: office, friday: office, saturday: [], sunday: [] };
const pauses = ['PT0S', 'PT5M', 'PT10M', 'PT15M', 'PT30M'] as const;

/** All there is to say about a room. */
export function RoomDialog({ room, onClose }: { room: Room | null; onClose(): void }) {
  const t = useTranslations('admin.rooms');
  const problemText = useProblemText();
  const cache = useQueryClient();
  const { time_zone: mine } = usePerson();
  const [draft, setDraft] = useState<RoomDraft>({
    name: room?.name ?? '',
    capacity: room?.capacity ?? 6,
    equipment: room?.equipment ?? [],
    location: room?.location ?? '',
    time_zone: room?.time_zone ?? mine,
    hours: room?.hours ?? null,
    approval: room?.approval ?? false,
    buffers: room?.buffers ?? { before: 'PT0S', after: 'PT0S' },
  });
  const [equipment, setEquipment] = useState(draft.equipment?.join(', ') ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const removing = useSecured({ task: removeRoom, refreshes: adminKeys.rooms, onDone: onClose, said: t('removed', { name: draft.name }) });
  const change = (part: Partial<RoomDraft>) => setDraft((before) => ({ ...before, ...part }));

  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const named = equipment.split(',').map((each) => each.trim()).filter(Boolean);
      await saveRoom({ room, draft: { ...draft, equipment: named, location: draft.location || null } });
      await cache.invalidateQueries({ queryKey: adminKeys.rooms });
      onClose();
    } catch (reason) {
      setProblem(problemText(reason));
      setBusy(false);
    }
  };

  const pause = (name: 'before' | 'after') => {
    const value = draft.buffers?.[name] ?? 'PT0S';
    const offered = (pauses as readonly string[]).includes(value) ? pauses : [...pauses, value];
    return (
      <Choice
        label={t(name)}
        showLabel
        options={offered.map((each) => ({ value: each, label: each === 'PT0S' ? t('noPause') : each.replace(/^PT/, '').toLowerCase() }))}
        value={value}
        onChange={(chosen) => change({ buffers: { ...draft.buffers, [name]: chosen } })}
      />
    );
  };

  return (
    <Dialog title={room ? room.name : t('add')} isOpen onClose={onClose} sheet closeLabel={t('close')}>
      <DialogBody>
        {problem ? <Notice tone="danger">{problem}</Notice> : null}
        <TextField label={t('name')} value={draft.name} onChange={(name) => change({ name })} maxLength={200} autoFocus={!room} />
        <NumberField label={t('capacity')} value={draft.capacity} onChange={(capacity) => change({ capacity })} least={1} most={10_000} />
        <TextField label={t('location')} value={draft.location ?? ''} onChange={(location) => change({ location })} />
        <TextField label={t('equipment')} hint={t('equipmentHint')} value={equipment} onChange={setEquipment} />
        <ZoneField label={t('zone')} value={draft.time_zone} onChange={(time_zone) => change({ time_zone })} first={[mine]} />
        {pause('before')}
        {pause('after')}
        <Setting title={t('approval')} detail={t('approvalText')}>
          <Switch aria-label={t('approval')} isSelected={draft.approval ?? false} onChange={(approval) => change({ approval })} />
        </Setting>
        <Setting title={t('always')} detail={t('alwaysText')}>
          <Switch aria-label={t('always')} isSelected={!draft.hours} onChange={(on) => change({ hours: on ? null : usualHours })} />
        </Setting>
        {draft.hours ? <WeekHours week={draft.hours as WeekOfHours} onChange={(hours) => change({ hours })} /> : null}
      </DialogBody>
      <DialogFoot>
        {room ? (
          <span className="me-auto">
            <SureButton
              label={t('remove')}
              about={t('removeOf', { name: room.name })}
              title={t('removeTitle', { name: room.name })}
              text={t('removeText')}
              isPending={removing.isPending}
              onSure={() => removing.mutate(room)}
            />
          </span>
        ) : null}
        <Button look="ghost" onPress={onClose}>
          {t('cancel')}
        </Button>
        <Button look="primary" isPending={busy} isDisabled={!draft.name.trim()} onPress={() => void save()}>
          {t(room ? 'save' : 'create')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
