'use client';

import { useTranslations } from 'use-intl';
import { Chip } from '@/components/chip';
import type { Meeting } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { startOf } from '@/lib/time/moment';
import { useNow } from '@/lib/time/use-now';

/** Draft, scheduled with how soon, live, ended or cancelled. */
export function StateChip({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('meeting');
  const formats = useFormats();
  const now = useNow();
  if (meeting.state === 'cancelled') return <Chip tone="danger">{t('stateCancelled')}</Chip>;
  if (meeting.state === 'draft') return <Chip>{t('stateDraft')}</Chip>;
  const [start, end] = [startOf(meeting.start, formats.zone), startOf(meeting.end, formats.zone)];
  if (now >= end) return <Chip>{t('stateEnded')}</Chip>;
  if (now >= start) return <Chip tone="success">{t('stateLive')}</Chip>;
  return <Chip tone="accent">{t('stateScheduled', { when: formats.relative(start, now) })}</Chip>;
}
