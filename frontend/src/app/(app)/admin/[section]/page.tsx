import type { Metadata } from 'next';
import { Suspense } from 'react';
import { AdminSection } from '@/features/admin';
import { titled } from '@/lib/words';

const sections = ['overview', 'people', 'teams', 'rooms', 'audit', 'settings', 'features', 'addresses', 'mail'] as const;

interface Props {
  params: Promise<{ section: (typeof sections)[number] }>;
}

export const dynamicParams = false;

export function generateStaticParams() {
  return sections.map((section) => ({ section }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { section } = await params;
  return { title: titled(`admin.sections.${section}`) };
}

export default async function Page({ params }: Props) {
  const { section } = await params;
  return (
    <Suspense>
      <AdminSection name={section} />
    </Suspense>
  );
}
