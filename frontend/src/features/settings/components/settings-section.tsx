'use client';

import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import type { ComponentType } from 'react';
import { useTranslations } from 'use-intl';
import { PartSkeleton } from '@/components/side-pages';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';

const words = wordsOf('settings');

function Coming() {
  const t = useTranslations('settings.sections');
  return <PartSkeleton title={t(usePathname().split('/')[2] as SectionName)} />;
}

// Each section comes when it is opened.
const sections = {
  profile: dynamic(() => import('./profile-section').then((module) => module.ProfileSection), { ssr: false, loading: Coming }),
  time: dynamic(() => import('./time-section').then((module) => module.TimeSection), { ssr: false, loading: Coming }),
  hours: dynamic(() => import('./hours-section').then((module) => module.HoursSection), { ssr: false, loading: Coming }),
  notifications: dynamic(() => import('./notifications-section').then((module) => module.NotificationsSection), { ssr: false, loading: Coming }),
  appearance: dynamic(() => import('./appearance-section').then((module) => module.AppearanceSection), { ssr: false, loading: Coming }),
  keyboard: dynamic(() => import('./keyboard-section').then((module) => module.KeyboardSection), { ssr: false, loading: Coming }),
  data: dynamic(() => import('./data-section').then((module) => module.DataSection), { ssr: false, loading: Coming }),
} satisfies Record<string, ComponentType>;

export type SectionName = keyof typeof sections;

/** One section of the settings, by its name in the address. */
export function SettingsSection({ name }: { name: SectionName }) {
  const Section = sections[name];
  return (
    <Words of={words} meanwhile={<Coming />}>
      <Section />
    </Words>
  );
}
