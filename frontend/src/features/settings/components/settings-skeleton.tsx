'use client';

import { useTranslations } from 'use-intl';
import { PartSkeleton } from '@/components/side-pages';

/** A page of settings, or of administration, before it is known whose they are. */
export function SettingsSkeleton({ of = 'settings' }: { of?: 'settings' | 'admin' }) {
  const t = useTranslations('nav');
  return (
    <div className={`mx-auto flex w-full px-4 py-5 sm:px-6 md:gap-8 lg:py-8 ${of === 'admin' ? 'max-w-[1280px]' : 'max-w-[944px]'}`}>
      <div className="hidden w-44 flex-none md:block lg:w-52" />
      <div className="min-w-0 max-w-[640px] flex-1">
        <h1 className="sr-only">{t(of)}</h1>
        <PartSkeleton />
      </div>
    </div>
  );
}
