'use client';

import { Activity, DoorOpen, Flag, Mail, ScrollText, ShieldBan, SlidersHorizontal, Users, UsersRound } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { buttonClass } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Fieldset } from '@/components/fieldset';
import { Link } from '@/components/link';
import { SidePages } from '@/components/side-pages';
import { useMedia } from '@/components/use-media';
import { useAdminNames, useOnline, usePerson } from '@/features/session';
import { SettingsSkeleton } from '@/features/settings';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';

const words = wordsOf('admin');

const icons = {
  overview: Activity,
  people: Users,
  teams: UsersRound,
  rooms: DoorOpen,
  audit: ScrollText,
  settings: SlidersHorizontal,
  features: Flag,
  addresses: ShieldBan,
  mail: Mail,
} as const;

/** The pages of those who look after this Convene; to others it says who does. */
export function AdminFrame({ children }: { children: ReactNode }) {
  return (
    <Words of={words} meanwhile={<SettingsSkeleton of="admin" />}>
      <Frame>{children}</Frame>
    </Words>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const sections = useTranslations('admin.sections');
  const t = useTranslations('nav');
  const section = usePathname().split('/')[2] || null;
  const wide = useMedia('(width >= 48rem)');
  const router = useRouter();
  const allowed = usePerson().role === 'admin';
  const atHome = section === null;
  const online = useOnline();

  useEffect(() => {
    if (allowed && atHome && wide) router.replace(paths.admin('overview'));
  }, [allowed, atHome, wide, router]);

  if (!allowed) {
    return <ForAdmins />;
  }
  const pages = (Object.keys(icons) as (keyof typeof icons)[]).map((name) => {
    const Icon = icons[name];
    return {
      href: paths.admin(name),
      label: sections(name),
      icon: <Icon aria-hidden className="size-4.5 flex-none text-fg-3" strokeWidth={1.75} />,
      current: section === name,
    };
  });
  return (
    <SidePages title={t('admin')} pages={pages} home={paths.admin()} atHome={atHome} wide>
      {/* What is decided here counts for everybody at once, so nothing of it waits for a connection. It can be read without one. */}
      <Fieldset disabled={!online}>{children}</Fieldset>
    </SidePages>
  );
}

function ForAdmins() {
  const t = useTranslations('admin');
  const formats = useFormats();
  const names = useAdminNames();
  return (
    <EmptyState
      page
      title={t('forAdminsTitle')}
      icon={<SlidersHorizontal aria-hidden className="size-5" strokeWidth={1.75} />}
      action={
        <Link href={paths.calendar()} className={buttonClass()}>
          {t('toCalendar')}
        </Link>
      }
    >
      {names.length > 0 ? t('forAdminsAsk', { names: formats.list(names) }) : t('forAdminsText')}
    </EmptyState>
  );
}
