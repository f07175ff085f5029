'use client';

import { ChevronDown, UserRound } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { Menu, MenuChoice, MenuItem } from '@/components/menu';

export interface Named {
  readonly id: string;
  readonly name: string;
}

interface Props {
  owner: string | null;
  /** Who it can be. */
  people: readonly Named[];
  onChange(owner: string | null): void;
}

const nobody = '-';

/** Whose it is: chosen among those who are in the meeting. */
export function OwnerMenu({ owner, people, onChange }: Props) {
  const t = useTranslations('agenda');
  const chosen = people.find(({ id }) => id === owner);
  return (
    <Menu
      label={t('ownerOf')}
      trigger={
        <Button
          aria-label={t('owner', { name: chosen?.name ?? t('nobody') })}
          className="inline-flex h-8 max-w-full cursor-pointer items-center gap-1.5 rounded-full border border-line bg-surface ps-1 pe-2 text-sm text-fg-2 hover:bg-hover pointer-coarse:h-11"
        >
          {chosen ? <Avatar id={chosen.id} name={chosen.name} size={24} /> : <UserRound aria-hidden className="ms-1 size-4" strokeWidth={1.75} />}
          <bdi className="truncate">{chosen?.name ?? t('ownerOf')}</bdi>
          <ChevronDown aria-hidden className="size-3.5 shrink-0" />
        </Button>
      }
    >
      <MenuChoice title={t('ownerOf')} value={owner ?? nobody} onChange={(id) => onChange(id === nobody ? null : id)}>
        <MenuItem id={nobody}>{t('nobody')}</MenuItem>
        {people.map(({ id, name }) => (
          <MenuItem key={id} id={id} icon={<Avatar id={id} name={name} size={24} />}>
            {name}
          </MenuItem>
        ))}
      </MenuChoice>
    </Menu>
  );
}
