'use client';

import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';

const words = wordsOf('settings');

const skeleton = () => (
  <div aria-busy="true" className="skeleton-late flex flex-col gap-8">
    <div className="skeleton h-7 w-40" />
    <div className="skeleton h-48" />
  </div>
);

// Each section comes when it is opened.
const sections = {
  profile: dynamic(() => import('./profile-section').then((module) => module.ProfileSection), { ssr: false, loading: skeleton }),
  time: dynamic(() => import('./time-section').then((module) => module.TimeSection), { ssr: false, loading: skeleton }),
  hours: dynamic(() => import('./hours-section').then((module) => module.HoursSection), { ssr: false, loading: skeleton }),
  notifications: dynamic(() => import('./notifications-section').then((module) => module.NotificationsSection), {
    ssr: false,
    loading: skeleton,
  }),
  appearance: dynamic(() => import('./appearance-section').then((module) => module.AppearanceSection), { ssr: false, loading: skeleton }),
  keyboard: dynamic(() => import('./keyboard-section').then((module) => module.KeyboardSection), { ssr: false, loading: skeleton }),
  data: dynamic(() => import('./data-section').then((module) => module.DataSection), { ssr: false, loading: skeleton }),
} satisfies Record<string, ComponentType>;

export type SectionName = keyof typeof sections;

/** One section of the settings, by its name in the address. */
export function SettingsSection({ name }: { name: SectionName }) {
  const Section = sections[name];
  return (
    <Words of={words}>
      <Section />
    </Words>
  );
}
