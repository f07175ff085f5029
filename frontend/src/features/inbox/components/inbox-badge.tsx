'use client';

import { useTranslations } from 'use-intl';
import { useWaiting } from '../queries';

/** How many things wait for the reader, for the navigation. */
export function useInboxBadge(): { count: number; label: string } {
  const t = useTranslations('nav');
  const count = useWaiting();
  return { count, label: t('waiting', { count }) };
}
