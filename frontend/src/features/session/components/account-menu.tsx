'use client';

import { useQueryClient } from '@tanstack/react-query';
import { LogOut, Monitor, Moon, Settings, SlidersHorizontal, Sun } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Button } from 'react-aria-components/Button';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { Menu, MenuChoice, MenuItem, MenuLine } from '@/components/menu';
import { paths } from '@/lib/routes';
import { useShownDisplay } from '@/lib/display';
import { cityOf } from '@/lib/time/zones';
import { chooseTheme, signOut } from '../mutations';
import { displayKey } from '../queries';
import { usePerson } from './session-gate';

const icon = { 'aria-hidden': true, className: 'size-4 text-fg-3', strokeWidth: 1.75 } as const;

/** Who I am here: appearance and the way out. `full` shows the name beside the picture. */
export function AccountMenu({ full = false }: { full?: boolean }) {
  const t = useTranslations('account');
  const person = usePerson();
  const { theme } = useShownDisplay();
  const cache = useQueryClient();
  const choose = async (chosen: typeof theme) => cache.setQueryData(displayKey, await chooseTheme(chosen));
  const router = useRouter();
  return (
    <Menu
      label={t('menu')}
      trigger={
        <Button
          className={`flex cursor-pointer items-center gap-2.5 rounded-md p-1.5 text-start hover:bg-hover ${full ? 'w-full' : 'min-h-(--control) min-w-(--control) justify-center'}`}
        >
          <span className="sr-only">{t('open', { name: person.name })}</span>
          <Avatar id={person.id} name={person.name} size={32} />
          {full ? (
            <span aria-hidden className="min-w-0 flex-1">
              <span className="block truncate text-base font-[550]">{person.name}</span>
              <span className="block truncate text-xs text-fg-3">{cityOf(person.time_zone)}</span>
            </span>
          ) : null}
        </Button>
      }
    >
      <MenuChoice title={t('theme')} value={theme} onChange={(chosen) => void choose(chosen)}>
        <MenuItem id="system" icon={<Monitor {...icon} />}>
          {t('themeSystem')}
        </MenuItem>
        <MenuItem id="light" icon={<Sun {...icon} />}>
          {t('themeLight')}
        </MenuItem>
        <MenuItem id="dark" icon={<Moon {...icon} />}>
          {t('themeDark')}
        </MenuItem>
      </MenuChoice>
      <MenuLine />
      <MenuItem id="settings" icon={<Settings {...icon} />} onAction={() => router.push(paths.settings())}>
        {t('settings')}
      </MenuItem>
      {person.role === 'admin' ? (
        <MenuItem id="admin" icon={<SlidersHorizontal {...icon} />} onAction={() => router.push(paths.admin())}>
          {t('admin')}
        </MenuItem>
      ) : null}
      <MenuItem id="sign-out" icon={<LogOut {...icon} />} onAction={() => void signOut()}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  );
}
