'use client';

import { CalendarDays, Columns3, Columns4, List, Printer, SquareMenu } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Menu, MenuChoice, MenuItem, MenuLine } from '@/components/menu';
import type { View } from '../view';

interface Props {
  label: string;
  view: View;
  offered: readonly View[];
  names: Partial<Record<View, string>>;
  onView(view: View): void;
  onPrint(): void;
}

const icon = { 'aria-hidden': true, className: 'size-4.5', strokeWidth: 1.75 } as const;
const icons: Partial<Record<View, ReactNode>> = {
  day: <SquareMenu {...icon} />,
  week: <Columns4 {...icon} />,
  month: <CalendarDays {...icon} />,
  agenda: <List {...icon} />,
};
const iconOf = (view: View) => icons[view] ?? <Columns3 {...icon} />;

/** The views to choose from, where there is no room for them side by side. */
export function ViewMenu({ label, view, offered, names, onView, onPrint }: Props) {
  const t = useTranslations('calendar');
  return (
    <Menu label={label} trigger={<Button look="ghost" square aria-label={t('changeView', { view: names[view] ?? '' })} icon={iconOf(view)} />}>
      <MenuChoice title={label} value={view} onChange={onView}>
        {offered.map((one) => (
          <MenuItem key={one} id={one} icon={iconOf(one)}>
            {names[one] ?? ''}
          </MenuItem>
        ))}
      </MenuChoice>
      <MenuLine />
      <MenuItem onAction={onPrint} icon={<Printer {...icon} />}>
        {t('print')}
      </MenuItem>
    </Menu>
  );
}
