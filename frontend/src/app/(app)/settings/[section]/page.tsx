import type { Metadata } from 'next';
import { SettingsSection } from '@/features/settings';
import { titled } from '@/lib/words';

const sections = ['profile', 'time', 'hours', 'notifications', 'appearance', 'keyboard', 'data'] as const;

interface Props {
  params: Promise<{ section: (typeof sections)[number] }>;
}

export const dynamicParams = false;

export function generateStaticParams() {
  return sections.map((section) => ({ section }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { section } = await params;
  return { title: titled(`settings.sections.${section}`) };
}

export default async function Page({ params }: Props) {
  const { section } = await params;
  return <SettingsSection name={section} />;
}
