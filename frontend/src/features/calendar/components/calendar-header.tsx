'use client';

import { ChevronLeft, ChevronRight, Globe } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Choice } from '@/components/choice';
import { useFormats } from '@/lib/time/formats-context';
import type { View } from '../view';

interface Props {
  title: string;
  view: View;
  /** A phone shows one day and has nothing to switch. */
  switchable: boolean;
  /** An instant of what is shown: offsets differ from date to date. */
  instant: number;
  isFetching: boolean;
  onView(view: View): void;
  onPage(by: -1 | 1): void;
  onToday(): void;
  account: React.ReactNode;
}

const arrow = { 'aria-hidden': true, className: 'size-4.5 rtl:-scale-x-100', strokeWidth: 1.75 } as const;

export function CalendarHeader(props: Props) {
  const { title, view, switchable, instant, isFetching, onView, onPage, onToday, account } = props;
  const t = useTranslations('calendar');
  const formats = useFormats();
  return (
    <header className="relative flex min-h-14 flex-none items-center gap-2 border-b border-line bg-surface px-3 sm:px-4">
      <h1 className="me-auto min-w-0 truncate text-md font-[650] tracking-[-0.01em] sm:text-lg lg:text-xl">{title}</h1>
      <div className="flex items-center">
        <Button look="ghost" square aria-label={t(`previous.${view}`)} onPress={() => onPage(-1)} icon={<ChevronLeft {...arrow} />} />
        <Button onPress={onToday}>{t('today')}</Button>
        <Button look="ghost" square aria-label={t(`next.${view}`)} onPress={() => onPage(1)} icon={<ChevronRight {...arrow} />} />
      </div>
      {switchable ? (
        <Choice
          label={t('view')}
          value={view}
          onChange={onView}
          options={[
            { value: 'day', label: t('viewDay') },
            { value: 'three', label: t('viewThree') },
            { value: 'week', label: t('viewWeek') },
          ]}
        />
      ) : null}
      <span className="tabular hidden h-7 items-center gap-1.5 rounded-full bg-hover px-3 text-xs font-[550] whitespace-nowrap text-fg-2 xl:inline-flex">
        <Globe aria-hidden className="size-3.5" strokeWidth={1.75} />
        <span className="sr-only">{t('timesIn')}</span>
        {formats.zoneLabel(instant)}
      </span>
      {account}
      {isFetching ? <span aria-hidden className="skeleton-late absolute inset-x-0 bottom-0 h-0.5 bg-accent-soft" /> : null}
    </header>
  );
}
