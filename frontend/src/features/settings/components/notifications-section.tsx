'use client';

import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import { Checkbox } from '@/components/checkbox';
import { CheckboxGroup } from '@/components/checkbox-group';
import { Choice } from '@/components/choice';
import { inOrder } from '@/components/in-order';
import { Group } from '@/components/section';
import { PageHead } from '@/components/side-pages';
import { RowsSkeleton } from '@/components/skeleton';
import { Switch } from '@/components/switch';
import { Loaded } from '@/features/session';
import type { NotificationPreferences, ReminderPreferences } from '@/lib/api/types';
import { minutesOf } from '@/lib/time/clock';
import { useFormats } from '@/lib/time/formats-context';
import { firstWeekday } from '@/lib/time/range';
import { weekFrom, type Weekday } from '../hours';
import { useMutes, useNotificationPreferences, useReminders } from '../queries';
import { channelsOf, grouped, leads, minutesOfDuration, offered, offeredDays, turned } from '../telling';
import { DeviceGroup, useRinging } from './device-group';
import { MutedMeetings } from './muted-meetings';
import { Clock, dayName } from './week-hours';

/** What I am told, and by which way. */
export function NotificationsSection() {
  const t = useTranslations('settings.notifications');
  const preferences = useNotificationPreferences();
  const reminders = useReminders();
  const mutes = useMutes();
  const all = [preferences.query, reminders.query, mutes];
  const device = useRinging();
  const canRing = device !== undefined && device !== 'impossible';
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <div ref={inOrder} className="in-order flex flex-col gap-8">
        <Loaded query={preferences.query} among={all} skeleton={<RowsSkeleton rows={7} />}>
          {(shown) =>
            device === undefined ? (
              <RowsSkeleton rows={7} />
            ) : (
              <>
                <Matrix kinds={shown.kinds} canRing={canRing} save={preferences.save} />
                <Quiet quiet={shown.quiet_hours} save={preferences.save} />
                <Digest digest={shown.digest} save={preferences.save} />
              </>
            )
          }
        </Loaded>
        {canRing ? <DeviceGroup state={device} /> : null}
        <Loaded query={reminders.query} among={all}>
          {(shown) => <Reminders shown={shown} save={reminders.save} />}
        </Loaded>
        <Loaded query={mutes} among={all}>
          {(shown) => <MutedMeetings mutes={shown} />}
        </Loaded>
      </div>
    </>
  );
}

type Save = (members: Partial<NotificationPreferences>) => Promise<boolean>;

function Matrix({ kinds, canRing, save }: { kinds: NotificationPreferences['kinds']; canRing: boolean; save: Save }) {
  const t = useTranslations('settings.notifications');
  const channels = channelsOf(kinds, canRing);
  const channelName = (channel: string) => {
    const key = `channels.${channel}` as 'channels.email';
    return t.has(key) ? t(key) : channel;
  };
  const kindName = (kind: string) => {
    const key = `kinds.${kind}` as 'kinds.moved';
    return t.has(key) ? t(key) : kind;
  };
  // Where it is narrow each kind has a line of its own above its boxes; the roles say that it is a table all the same.
  const line = cx('max-lg:grid', channels.length === 4 ? 'max-lg:grid-cols-4' : 'max-lg:grid-cols-3');
  return (
    <section aria-label={t('matrix')} className="overflow-hidden rounded-lg border border-line bg-surface">
      <table role="table" className="w-full border-collapse max-lg:block">
        <thead role="rowgroup" className="sticky top-0 z-10 bg-surface max-lg:block">
          <tr role="row" className={cx(line, 'border-b border-line text-xs text-fg-2')}>
            <th role="columnheader" scope="col" className="px-4 py-3 text-start font-[550] max-lg:sr-only lg:px-5">
              {t('whenever')}
            </th>
            {channels.map((channel) => (
              <th key={channel} role="columnheader" scope="col" className="px-1 py-3 text-center font-[550] lg:w-20">
                {channelName(channel)}
              </th>
            ))}
          </tr>
        </thead>
        {grouped(kinds).map(([group, names]) =>
          names.length === 0 ? null : (
            <tbody key={group} role="rowgroup" className="border-b border-line last:border-b-0 max-lg:block">
              <tr role="row" className="max-lg:block">
                <th role="rowheader" scope="rowgroup" colSpan={channels.length + 1} className="px-4 pt-4 pb-1 text-start text-sm font-[620] max-lg:block lg:px-5">
                  {t(`groups.${group}`)}
                </th>
              </tr>
              {names.map((kind) => (
                <tr key={kind} role="row" className={cx(line, 'hover:bg-hover')}>
                  <th role="rowheader" scope="row" className="px-4 py-1 text-start font-[420] max-lg:col-span-full max-lg:pt-2 max-lg:pb-0 lg:px-5">
                    {kindName(kind)}
                  </th>
                  {channels.map((channel) => (
                    <td key={channel} role="cell" className="py-0.5">
                      <div className="flex justify-center">
                        <Checkbox
                          isSelected={(kinds[kind as keyof typeof kinds] as Record<string, boolean>)[channel] ?? false}
                          onChange={(on) => void save({ kinds: turned(kinds, kind, channel, on) })}
                        >
                          <span className="sr-only">{t('told', { kind: kindName(kind), channel: channelName(channel) })}</span>
                        </Checkbox>
                      </div>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ),
        )}
      </table>
    </section>
  );
}

const usualNight = { start: '20:00', end: '07:30' };

function Quiet({ quiet, save }: { quiet: NotificationPreferences['quiet_hours']; save: Save }) {
  const t = useTranslations('settings.notifications');
  return (
    <Group title={t('quietTitle')} lead={t('quietLead')}>
      <Switch isSelected={quiet !== null} onChange={(on) => void save({ quiet_hours: on ? usualNight : null })}>
        <span className="font-[550]">{t('quietOn')}</span>
      </Switch>
      {quiet ? (
        <div className="flex items-center gap-1.5">
          <Clock label={t('quietFrom')} value={quiet.start} onChange={(start) => void save({ quiet_hours: { ...quiet, start } })} />
          <span aria-hidden className="text-fg-3">
            –
          </span>
          <Clock label={t('quietUntil')} value={quiet.end} onChange={(end) => void save({ quiet_hours: { ...quiet, end } })} />
        </div>
      ) : null}
    </Group>
  );
}

type DigestTime = NotificationPreferences['digest'];

/** When the digest comes; what comes in it says the table. */
function Digest({ digest, save }: { digest: DigestTime; save: Save }) {
  const t = useTranslations('settings.notifications');
  const formats = useFormats();
  const days = [null, ...weekFrom(firstWeekday(formats.locale))];
  return (
    <Group title={t('digestTitle')} lead={t('digestLead')}>
      <Choice
        label={t('digestOn')}
        showLabel
        options={days.map((day) => ({ value: day ?? 'daily', label: day ? dayName(formats, day, 'short') : t('digestDaily') }))}
        value={digest.weekday ?? 'daily'}
        onChange={(chosen) => void save({ digest: { ...digest, weekday: chosen === 'daily' ? null : (chosen as Weekday) } })}
      />
      <div className="flex items-center gap-2">
        <span aria-hidden className="text-fg-2">
          {t('digestAtShort')}
        </span>
        <Clock label={t('digestAt')} value={digest.at} onChange={(at) => void save({ digest: { ...digest, at } })} />
      </div>
    </Group>
  );
}

interface RemindersProps {
  shown: ReminderPreferences;
  save(members: Partial<ReminderPreferences>): Promise<boolean>;
}

function Reminders({ shown, save }: RemindersProps) {
  const t = useTranslations('settings.notifications');
  const formats = useFormats();
  const days = offeredDays(shown.whole_days);
  const lead = (text: string) => {
    const minutes = minutesOfDuration(text);
    if (minutes === null) return text;
    if (minutes === 0) return t('atStart');
    if (minutes % 1440 === 0) return t('daysBefore', { count: minutes / 1440 });
    return minutes % 60 === 0 ? t('hoursBefore', { count: minutes / 60 }) : t('minutesBefore', { count: minutes });
  };
  return (
    <Group title={t('remindersTitle')} lead={t('remindersLead')}>
      <CheckboxGroup
        label={t('timed')}
        options={offered<string>(leads, shown.timed, String).map((value) => ({ value, label: lead(value) }))}
        value={[...shown.timed]}
        onChange={(timed) => void save({ timed })}
      />
      <CheckboxGroup
        label={t('wholeDays')}
        options={days.map(({ key, day }) => {
          const time = formats.wallTime(minutesOf(day.at));
          return { value: key, label: day.days_before === 0 ? t('sameDay', { time }) : t('dayBefore', { count: day.days_before, time }) };
        })}
        value={days.filter(({ day }) => shown.whole_days.some((one) => one.at === day.at && one.days_before === day.days_before)).map(({ key }) => key)}
        onChange={(chosen) => void save({ whole_days: days.filter(({ key }) => chosen.includes(key)).map(({ day }) => ({ ...day })) })}
      />
    </Group>
  );
}
