'use client';

import { useTranslations } from 'use-intl';
import { PartSkeleton } from '@/components/side-pages';

/** The security page before it is known whose it is. */
export function SecuritySkeleton() {
  const t = useTranslations('nav');
  return <PartSkeleton title={t('security')} />;
}
