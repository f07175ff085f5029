'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';

interface Props {
  title: string;
  onPage(by: -1 | 1): void;
  onToday(): void;
  children?: ReactNode;
}

const arrow = { 'aria-hidden': true, className: 'size-4.5 rtl:-scale-x-100', strokeWidth: 1.75 } as const;

/** Which days are shown, and the ways to others. */
export function RangeBar({ title, onPage, onToday, children }: Props) {
  const t = useTranslations('range');
  return (
    <div className="flex min-h-14 flex-none flex-wrap items-center gap-x-2 gap-y-1 py-1.5">
      <h2 aria-live="polite" className="me-auto min-w-0 text-balance text-lg font-[620]">
        {title}
      </h2>
      {/* Below on a phone, where both ways to other days stay where they are on every page. */}
      {children ? <div className="max-sm:order-1 max-sm:basis-full">{children}</div> : null}
      <div className="flex items-center">
        <Button look="ghost" square aria-label={t('previous')} onPress={() => onPage(-1)} icon={<ChevronLeft {...arrow} />} />
        <Button onPress={onToday}>{t('today')}</Button>
        <Button look="ghost" square aria-label={t('next')} onPress={() => onPage(1)} icon={<ChevronRight {...arrow} />} />
      </div>
    </div>
  );
}
