'use client';

import { Bell, CalendarSearch, Clock, Database, Globe, Keyboard, LogOut, Palette, ShieldCheck, SlidersHorizontal, User } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { Link } from '@/components/link';
import { SidePages } from '@/components/side-pages';
import { useMedia } from '@/components/use-media';
import { useLeave, usePerson } from '@/features/session';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { paths } from '@/lib/routes';
import { SettingsSkeleton } from './settings-skeleton';

const words = wordsOf('settings');

const icons = {
  profile: User,
  time: Globe,
  hours: Clock,
  notifications: Bell,
  appearance: Palette,
  keyboard: Keyboard,
  security: ShieldCheck,
  data: Database,
} as const;

const icon = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const;

/** The sections of the settings, and the one that is open. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  return (
    <Words of={words} meanwhile={<SettingsSkeleton />}>
      <Frame>{children}</Frame>
    </Words>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const sections = useTranslations('settings.sections');
  const t = useTranslations('nav');
  const section = usePathname().split('/')[2] || null;
  const wide = useMedia('(width >= 48rem)');
  const router = useRouter();
  const atHome = section === null;

  // Beside the list there is room for a section; which one nobody said.
  useEffect(() => {
    if (atHome && wide) router.replace(paths.settings('profile'));
  }, [atHome, wide, router]);

  const pages = (Object.keys(icons) as (keyof typeof icons)[]).map((name) => {
    const Icon = icons[name];
    return {
      href: paths.settings(name),
      label: sections(name),
      icon: <Icon aria-hidden className="size-4.5 flex-none text-fg-3" strokeWidth={1.75} />,
      current: section === name,
    };
  });
  return (
    <SidePages title={t('settings')} pages={pages} home={paths.settings()} atHome={atHome} more={<More />}>
      {children}
    </SidePages>
  );
}

/** What the rail and the account menu hold elsewhere: a phone has no room for them. */
function More() {
  const t = useTranslations('account');
  const leave = useLeave();
  const nav = useTranslations('nav');
  return (
    <div className="mt-6 flex flex-col gap-2 md:hidden">
      <Link href={paths.find()} className={buttonClass()}>
        <CalendarSearch {...icon} />
        {nav('find')}
      </Link>
      {usePerson().role === 'admin' ? (
        <Link href={paths.admin()} className={buttonClass()}>
          <SlidersHorizontal {...icon} />
          {t('admin')}
        </Link>
      ) : null}
      <Button icon={<LogOut {...icon} />} onPress={leave}>
        {t('signOut')}
      </Button>
    </div>
  );
}
