'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Link } from '@/components/link';
import { Row, Section } from '@/components/section';
import { toasts } from '@/components/toasts';
import type { MutedMeeting } from '@/lib/api/types';
import { useProblemText } from '@/lib/api/problem-text';
import { paths } from '@/lib/routes';
import { unmute } from '../mutations';
import { mutesKey } from '../queries';

/** What one muted somewhere, and may have forgotten. */
export function MutedMeetings({ mutes }: { mutes: readonly MutedMeeting[] }) {
  const t = useTranslations('settings.notifications');
  const problemText = useProblemText();
  const cache = useQueryClient();
  const unmuting = useMutation({
    mutationFn: ({ id }: { id: string; title: string }) => unmute(id),
    onSuccess: (_, { title }) => toasts.show({ text: t('unmuted', { title }) }),
    onError: (reason) => toasts.show({ tone: 'danger', text: problemText(reason) }),
    onSettled: () => cache.invalidateQueries({ queryKey: mutesKey }),
  });
  return (
    <Section title={t('mutedTitle')} lead={t('mutedLead')}>
      {mutes.length === 0 ? <Row title={<span className="font-[420] text-fg-3">{t('noMuted')}</span>} /> : null}
      {mutes.map(({ meeting, whole, dates }) => (
        <Row
          key={meeting.id}
          icon={<BellOff aria-hidden className="size-5" strokeWidth={1.75} />}
          title={
            <Link href={paths.meeting(meeting.id)} prefetch={false} className="rounded-xs underline-offset-2 hover:underline">
              {meeting.title}
            </Link>
          }
          detail={whole ? null : t('someDates', { count: dates.length })}
          action={
            <Button
              look="ghost"
              aria-label={t('unmuteNamed', { title: meeting.title })}
              isPending={unmuting.isPending && unmuting.variables.id === meeting.id}
              onPress={() => unmuting.mutate(meeting)}
            >
              {t('unmute')}
            </Button>
          }
        />
      ))}
    </Section>
  );
}
