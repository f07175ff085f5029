'use client';

import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import { ProofProvider } from '@/features/security';
import { usePerson } from '@/features/session';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';

const loading = () => (
  <div aria-busy="true" className="skeleton-late flex flex-col gap-6">
    <div className="skeleton h-7 w-40" />
    <div className="skeleton h-64" />
  </div>
);

// Each section comes when it is opened.
const sections = {
  overview: dynamic(() => import('./overview-section').then((module) => module.OverviewSection), { ssr: false, loading }),
  people: dynamic(() => import('./people-section').then((module) => module.PeopleSection), { ssr: false, loading }),
  teams: dynamic(() => import('./teams-section').then((module) => module.TeamsSection), { ssr: false, loading }),
  rooms: dynamic(() => import('./rooms-section').then((module) => module.RoomsSection), { ssr: false, loading }),
  audit: dynamic(() => import('./audit-section').then((module) => module.AuditSection), { ssr: false, loading }),
  settings: dynamic(() => import('./rules-section').then((module) => module.RulesSection), { ssr: false, loading }),
  features: dynamic(() => import('./features-section').then((module) => module.FeaturesSection), { ssr: false, loading }),
  addresses: dynamic(() => import('./addresses-section').then((module) => module.AddressesSection), { ssr: false, loading }),
  mail: dynamic(() => import('./mail-section').then((module) => module.MailSection), { ssr: false, loading }),
} satisfies Record<string, ComponentType>;

const words = wordsOf('admin', 'security');

/** One section of the administration, by its name in the address. */
export function AdminSection({ name }: { name: keyof typeof sections }) {
  const Section = sections[name];
  if (usePerson().role !== 'admin') return null;
  return (
    <Words of={words}>
      <ProofProvider>
        <Section />
      </ProofProvider>
    </Words>
  );
}
