'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { cx } from '@/components/class-names';
import { whenIdle } from '@/lib/idle';
import { cityOf } from '@/lib/time/zones';
import { usePerson } from './session-gate';

// Menus weigh as much as all of the grid, and are opened seldom.
const load = () => import('./account-choices').then((module) => module.AccountChoices);
const AccountChoices = dynamic(load, { ssr: false });

/** Who I am here, and what I can choose. `full` shows the name beside the picture. */
export function AccountMenu({ full = false }: { full?: boolean }) {
  const t = useTranslations('account');
  const person = usePerson();
  const [asked, setAsked] = useState(false);

  useEffect(() => whenIdle(load), []);

  const className = cx(
    'flex cursor-pointer items-center gap-2.5 rounded-md p-1.5 text-start hover:bg-hover',
    full ? 'w-full' : 'min-h-(--control) min-w-(--control) justify-center',
  );
  const seen = (
    <>
      <span className="sr-only">{t('open', { name: person.name })}</span>
      <Avatar id={person.id} name={person.name} size={32} />
      {full ? (
        <span aria-hidden className="min-w-0 flex-1">
          <span className="block truncate text-base font-[550]">{person.name}</span>
          <span className="block truncate text-xs text-fg-3">{cityOf(person.time_zone)}</span>
        </span>
      ) : null}
    </>
  );
  const closed = (
    <Button className={className} aria-haspopup="menu" aria-expanded={false} onPress={() => void load().then(() => setAsked(true))}>
      {seen}
    </Button>
  );
  return asked ? <AccountChoices className={className}>{seen}</AccountChoices> : closed;
}
