'use client';

import { CalendarPlus, CalendarSearch, Eye, Mail, Pencil } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { Checkbox } from '@/components/checkbox';
import { Chip } from '@/components/chip';
import { Link } from '@/components/link';
import { compose } from '@/features/meeting';
import { inviteeOf } from '@/features/people';
import { usePerson } from '@/features/session';
import type { PersonEntry, WorkingHours } from '@/lib/api/types';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { instantOf } from '@/lib/time/moment';
import { useNow } from '@/lib/time/use-now';
import { cityOf, offsetOf } from '@/lib/time/zones';
import { useStandings } from '../live';
import { usePresence, useTeams } from '../queries';
import { isWorking } from '../working';
import { HoursList } from './hours-list';
import { DayShift } from './local-time';
import { Aside, Fact } from './aside';
import { Face } from './standing-mark';
import { WeekOf } from './week-of';

const icon = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const;
const halfHour = 30 * 60_000;

interface Props {
  person: PersonEntry;
  /** Null where one may not know them. */
  hours: WorkingHours | null;
}

export function PersonView({ person, hours }: Props) {
  const t = useTranslations('person');
  const words = useTranslations('directory');
  const formats = useFormats();
  const me = usePerson();
  const isMe = me.id === person.id;
  const now = useNow();
  const withMine = useSearchParams().has('mine');
  const drawnWith = useMemo(() => (isMe ? {} : { guests: [inviteeOf(person)] }), [person, isMe]);
  const meet = () => {
    const start = Math.ceil((Date.now() + 1) / halfHour) * halfHour;
    void compose({ start, end: start + halfHour, zone: formats.zone, ...drawnWith });
  };
  const showMine = (on: boolean) => {
    const params = new URLSearchParams(location.search);
    if (on) params.set('mine', '1');
    else params.delete('mine');
    history.replaceState(null, '', params.size > 0 ? `?${params}` : location.pathname);
  };

  return (
    <div className="flex flex-1 flex-col lg:min-h-0 lg:flex-row">
      <Aside back={{ href: paths.people(), label: words('people') }}>
        <div className="flex items-center gap-3">
          <Presence person={person} />
          <div className="min-w-0">
            <h1 className="text-xl font-[650] tracking-[-0.01em] break-words">
              <bdi>{person.name}</bdi>
            </h1>
            <p className="flex flex-wrap gap-1.5">
              {person.role === 'member' ? null : <Chip tone={person.role === 'admin' ? 'accent' : 'neutral'}>{words(`roles.${person.role}`)}</Chip>}
              {isMe ? <Chip>{words('you')}</Chip> : null}
            </p>
          </div>
        </div>
        <div className="flex flex-wrap gap-2 *:flex-1 lg:flex-col lg:*:flex-none">
          {isMe ? (
            <Link href={paths.settings('profile')} className={buttonClass()}>
              <Pencil {...icon} />
              {t('edit')}
            </Link>
          ) : (
            <>
              <Button look="primary" onPress={meet} icon={<CalendarPlus {...icon} />}>
                {t('meetShort')}
              </Button>
              <Link href={paths.find(`who=${person.id}`)} className={buttonClass()}>
                <CalendarSearch {...icon} />
                {t('findTime')}
              </Link>
              <Link href={`${paths.calendar()}?o=${person.id}`} className={buttonClass()}>
                <Eye {...icon} />
                {t('overlay')}
              </Link>
            </>
          )}
        </div>
        <dl className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,13rem),1fr))] gap-x-6 gap-y-4 lg:grid-cols-1">
          <Fact name={t('localTime')}>
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="tabular text-lg font-[620]">{formats.time(now, person.time_zone)}</span>
              <DayShift zone={person.time_zone} />
              <span className="tabular text-sm text-fg-3">
                {cityOf(person.time_zone)}, {offsetOf(person.time_zone, now)}
              </span>
            </span>
            <Working hours={hours} now={now} />
          </Fact>
          <Fact name={t('email')}>
            <a href={`mailto:${person.email}`} className="inline-flex max-w-full items-center gap-1.5 rounded-xs text-accent hover:underline">
              <Mail {...icon} className="size-4 flex-none" />
              <span className="min-w-0 break-all">{person.email}</span>
            </a>
          </Fact>
          <Teams id={person.id} />
          {hours ? (
            <Fact name={t('hours')}>
              <HoursList week={hours.weekly} off={t('off')} />
              {hours.time_zone === formats.zone ? null : <p className="mt-1 text-xs text-fg-3">{t('hoursIn', { city: cityOf(hours.time_zone) })}</p>}
            </Fact>
          ) : null}
        </dl>
      </Aside>
      <WeekOf
        whose={{ kind: 'person', id: person.id }}
        name={t('week', { name: person.name })}
        unread={(reason, isOld) => t(isOld ? 'stale' : 'unread', { name: person.name, reason })}
        hours={hours}
        withMine={withMine}
        drawnWith={drawnWith}
        label={(range) => t('grid', { name: person.name, range, city: cityOf(formats.zone) })}
      >
        {isMe ? null : (
          <Checkbox isSelected={withMine} onChange={showMine}>
            {t('withMine')}
          </Checkbox>
        )}
      </WeekOf>
    </div>
  );
}

function Presence({ person }: { person: PersonEntry }) {
  const t = useTranslations('directory');
  const formats = useFormats();
  const now = useNow();
  const ids = useMemo(() => [person.id], [person.id]);
  const read = usePresence(ids).data?.[0];
  const standing = useStandings(ids).get(person.id) ?? read?.state;
  const seen = standing === 'offline' && read?.last_seen ? t('lastSeen', { when: formats.ago(instantOf(read.last_seen), now) }) : undefined;
  return (
    <span title={seen}>
      <Face id={person.id} name={person.name} standing={standing} />
      {seen ? <span className="sr-only">{seen}</span> : null}
    </span>
  );
}

function Working({ hours, now }: { hours: WorkingHours | null; now: number }) {
  const t = useTranslations('person');
  if (!hours) return null;
  return isWorking(hours, now) ? (
    <p className="text-sm text-success">{t('inside')}</p>
  ) : (
    <p className="text-sm text-warning">{t('outside')}</p>
  );
}

function Teams({ id }: { id: string }) {
  const t = useTranslations('person');
  const teams = useTeams();
  const own = (teams.data ?? []).filter(({ members }) => members.some((member) => member.id === id));
  if (own.length === 0) return null;
  return (
    <Fact name={t('teams')}>
      <ul className="flex flex-wrap gap-1.5">
        {own.map((team) => (
          <li key={team.id} className="max-w-full">
            <Link href={`${paths.people()}?team=${team.id}`} prefetch={false} className="inline-flex h-7 max-w-full items-center rounded-full bg-hover px-2.5 text-sm font-[550] text-fg-2 hover:text-fg">
              <bdi className="truncate">{team.name}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </Fact>
  );
}
