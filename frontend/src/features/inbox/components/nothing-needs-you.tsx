'use client';

import { Coffee } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { buttonClass } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Link } from '@/components/link';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { spanText } from '@/lib/time/span';
import { useNextMeeting } from './use-inbox';

/** The best an inbox can say, and what comes next. */
export function NothingNeedsYou() {
  const t = useTranslations('inbox');
  const formats = useFormats();
  const { data: next } = useNextMeeting(true);
  return (
    <EmptyState
      title={t('nothing')}
      icon={<Coffee aria-hidden className="size-5" strokeWidth={1.75} />}
      action={
        <Link href={next ? paths.meeting(next.id) : paths.calendar()} className={buttonClass()}>
          {next ? t('openNext') : t('toCalendar')}
        </Link>
      }
    >
      {next
        ? t.rich('nothingNext', {
            title: next.title,
            when: spanText(next, formats),
            b: (text) => (
              <bdi className="font-[600] text-fg">{text}</bdi>
            ),
            whole: (text) => <span className="inline-block">{text}</span>,
          })
        : t('nothingText')}
    </EmptyState>
  );
}
