'use client';

import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import type { ComponentType } from 'react';
import { useTranslations } from 'use-intl';
import { PartSkeleton } from '@/components/side-pages';
import { ProofProvider } from '@/features/security';
import { usePerson } from '@/features/session';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';

type SectionName = keyof typeof sections;

function Coming() {
  const t = useTranslations('admin.sections');
  return <PartSkeleton title={t(usePathname().split('/')[2] as SectionName)} />;
}

// Each section comes when it is opened.
const sections = {
  overview: dynamic(() => import('./overview-section').then((module) => module.OverviewSection), { ssr: false, loading: Coming }),
  people: dynamic(() => import('./people-section').then((module) => module.PeopleSection), { ssr: false, loading: Coming }),
  teams: dynamic(() => import('./teams-section').then((module) => module.TeamsSection), { ssr: false, loading: Coming }),
  rooms: dynamic(() => import('./rooms-section').then((module) => module.RoomsSection), { ssr: false, loading: Coming }),
  audit: dynamic(() => import('./audit-section').then((module) => module.AuditSection), { ssr: false, loading: Coming }),
  settings: dynamic(() => import('./rules-section').then((module) => module.RulesSection), { ssr: false, loading: Coming }),
  features: dynamic(() => import('./features-section').then((module) => module.FeaturesSection), { ssr: false, loading: Coming }),
  addresses: dynamic(() => import('./addresses-section').then((module) => module.AddressesSection), { ssr: false, loading: Coming }),
  mail: dynamic(() => import('./mail-section').then((module) => module.MailSection), { ssr: false, loading: Coming }),
} satisfies Record<string, ComponentType>;

const words = wordsOf('admin', 'security');

/** One section of the administration, by its name in the address. */
export function AdminSection({ name }: { name: SectionName }) {
  const Section = sections[name];
  if (usePerson().role !== 'admin') return null;
  return (
    <Words of={words} meanwhile={<Coming />}>
      <ProofProvider>
        <Section />
      </ProofProvider>
    </Words>
  );
}
