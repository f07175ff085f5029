'use client';

import { BellRing } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { toasts } from '@/components/toasts';
import { useProblemText } from '@/lib/api/problem-text';
import type { Meeting } from '@/lib/api/types';
import { useFormats } from '@/lib/time/formats-context';
import { instantOf, startOf } from '@/lib/time/moment';
import { useNow } from '@/lib/time/use-now';
import { useRemindGuests } from '../mutations';

/** Milliseconds between two reminders; the server holds to it in any case. */
const between = 24 * 60 * 60_000;

/** Asks those once more who have not answered, and says when they were last asked. */
export function RemindWaiting({ whole, shown }: { whole: Meeting; shown: Meeting }) {
  const t = useTranslations('people');
  const words = useTranslations('meeting');
  const problemText = useProblemText();
  const formats = useFormats();
  const now = useNow();
  const reminding = useRemindGuests();
  const before = whole.guests_reminded_at === null ? null : instantOf(whole.guests_reminded_at);
  const lately = before !== null && now - before < between;
  const remind = () =>
    reminding.mutate(whole, {
      onError: (reason) =>
        toasts.show({ tone: 'danger', text: problemText(reason), action: { label: words('retry'), run: remind } }),
    });
  const count = whole.guests.filter(({ response }) => response.status === 'needs_action').length;
  if (count === 0 || whole.state !== 'scheduled' || startOf(shown.end, formats.zone) <= now) return null;

  return (
    <span className="flex flex-wrap items-center justify-end gap-x-2">
      <span role="status" className="text-xs text-fg-3">
        {before === null ? '' : t('reminded', { ago: formats.ago(before, now) })}
      </span>
      {/* Once pressed it stays where it is, so that it keeps its focus. */}
      <Button
        look="ghost"
        aria-label={t('remindThem', { count })}
        aria-disabled={lately}
        className="aria-disabled:cursor-default aria-disabled:opacity-55"
        isPending={reminding.isPending}
        {...(lately ? {} : { onPress: remind })}
        icon={<BellRing aria-hidden className="size-4" strokeWidth={1.75} />}
      >
        {t('remind')}
      </Button>
    </span>
  );
}
