'use client';

import { LogOut, Monitor, Moon, Settings, SlidersHorizontal, Sun } from 'lucide-react';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTranslations } from 'use-intl';
import { Menu, MenuChoice, MenuItem, MenuLine } from '@/components/menu';
import { paths } from '@/lib/routes';
import { useShownDisplay } from '@/lib/display';
import { usePerson } from './session-gate';
import { useChooseTheme } from './use-choose-theme';
import { useLeave } from './use-leave';

const icon = { 'aria-hidden': true, className: 'size-4 text-fg-3', strokeWidth: 1.75 } as const;

interface Props {
  /** What is seen of it while it is closed, in the button that opens it. */
  children: ReactNode;
  className: string;
}

/** Appearance and the way out; open from the start, since it comes when it is asked for. */
export function AccountChoices({ children, className }: Props) {
  const t = useTranslations('account');
  const person = usePerson();
  const { theme } = useShownDisplay();
  const choose = useChooseTheme();
  const router = useRouter();
  const leave = useLeave();
  return (
    <Menu
      label={t('menu')}
      defaultOpen
      trigger={
        <Button className={className}>{children}</Button>
      }
    >
      <MenuChoice title={t('theme')} value={theme} onChange={choose}>
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
      <MenuItem id="sign-out" icon={<LogOut {...icon} />} onAction={leave}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  );
}
