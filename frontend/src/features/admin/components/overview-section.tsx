'use client';

import { Check, Circle, CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import { Link } from '@/components/link';
import { Row, Section } from '@/components/section';
import { PageHead } from '@/components/side-pages';
import { Loaded } from '@/features/session';
import type { Health } from '@/lib/api/types';
import { sentence as sentenceOf } from '@/lib/forms';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { instantOf } from '@/lib/time/moment';
import { useNow } from '@/lib/time/use-now';
import { factsOf, keyOf, partsOf, spelled, type Trouble } from '../words';
import { useAllRooms, useHealth, useHouseRules, useMail, usePeople } from '../queries';

/** How this Convene does, in words, and what is still to be set up. */
export function OverviewSection() {
  const t = useTranslations('admin.overview');
  const health = useHealth();
  return (
    <>
      <PageHead title={t('title')} lead={health.data ? t('version', { version: health.data.version }) : '\u00a0'} />
      <div className="flex max-w-[880px] flex-col gap-8">
        <Loaded query={health}>
          {(shown) => (
            <>
              <Troubles health={shown} />
              <Tiles health={shown} />
            </>
          )}
        </Loaded>
        {health.data ? <CheckList health={health.data} /> : null}
      </div>
    </>
  );
}

function Troubles({ health }: { health: Health }) {
  const t = useTranslations('admin.overview');
  const well = health.troubles.length === 0;
  const Icon = well ? CircleCheck : TriangleAlert;
  return (
    <div role="status" className={cx('flex gap-3 rounded-lg p-4', well ? 'bg-success-soft text-success' : 'bg-warning-soft text-warning')}>
      <Icon aria-hidden className="mt-0.5 size-5 flex-none" strokeWidth={1.75} />
      <div className="min-w-0">
        <p className="font-[620]">{t(well ? 'well' : 'troubled', { count: health.troubles.length })}</p>
        <ul className="text-sm">
          {health.troubles.map((trouble) => (
            <li key={trouble.part} className="mt-1">
              <TroubleText trouble={trouble} health={health} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** By its part, which the catalogue knows; of any other in the words of the server. */
function TroubleText({ trouble, health }: { trouble: Trouble; health: Health }) {
  const t = useTranslations('admin.overview');
  const jobs = useTranslations('admin.mail.jobNames');
  const causes = useTranslations('admin.mail.causes');
  const { kind, name } = partsOf(trouble);
  const { cause, count } = factsOf(trouble, health);
  const queue = `queue.${keyOf(name)}` as 'queue.letters';
  const [job, part, sentence] = [keyOf(name) as 'letters', `parts.${kind}` as 'parts.database', `troubles.${kind}` as 'troubles.jobs'];
  const named = {
    worker: () => t('work'),
    bus: () => t('live'),
    mail: () => t('mail'),
    events: () => t('untold'),
    jobs: () => (jobs.has(job) ? jobs(job) : spelled(name)),
    queues: () => t('parts.queue', { name: t.has(queue) ? t(queue) : spelled(name) }),
  }[kind];
  return t.rich('trouble', {
    part: named?.() ?? (t.has(part) ? t(part) : spelled(trouble.part)),
    text: t.has(sentence) ? t(sentence, { count, reason: causes(cause) }) : sentenceOf(trouble.detail),
    b: (words) => <span className="font-[550]">{words}</span>,
  });
}

function Tiles({ health }: { health: Health }) {
  const t = useTranslations('admin.overview');
  const formats = useFormats();
  const now = useNow();
  const { mail, jobs, queues, storage, bus } = health;
  const letters = jobs.find(({ name }) => name === 'letters');
  const seen = jobs.map(({ last_seen_at }) => instantOf(last_seen_at)).sort((one, other) => other - one)[0];
  const slowest = queues.reduce((longest, { lag_seconds }) => Math.max(longest, lag_seconds), 0);
  const mebibytes = Math.max(1, Math.round(storage.size / 2 ** 20));
  return (
    <dl className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
      <Tile name={t('mail')} detail={t(`transport.${mail.transport}`)}>
        {mail.given_up > 0
          ? t('mailGivenUp', { count: mail.given_up })
          : mail.failing > 0
            ? t('mailFailing', { count: mail.failing })
            : mail.waiting > 0
              ? t('mailWaiting', { count: mail.waiting })
              : letters?.last_success_at
                ? t('mailLooked', { ago: formats.ago(instantOf(letters.last_success_at), now) })
                : t('mailNever')}
      </Tile>
      <Tile name={t('work')} detail={t('jobs', { count: jobs.length })}>
        {seen === undefined ? t('workNever') : t('workSeen', { ago: formats.ago(seen, now) })}
      </Tile>
      <Tile name={t('queues')} detail={t('queuesText')}>
        {slowest < 5 ? t('queuesEmpty') : t('queuesLate', { seconds: Math.round(slowest) })}
      </Tile>
      <Tile name={t('live')} detail={t(`bus.${bus.transport}`)}>
        {t(bus.answers ? 'liveWell' : 'liveSlow')}
      </Tile>
      <Tile name={t('storage')} detail={storage.largest_tables[0] ? t('largest', { name: storage.largest_tables[0].name }) : null}>
        {t('size', { size: mebibytes })}
      </Tile>
      <Tile name={t('untold')} detail={t('untoldText')}>
        {health.untold_events.parked > 0 ? t('untoldSome', { count: health.untold_events.parked }) : t('untoldNone')}
      </Tile>
    </dl>
  );
}

function Tile({ name, detail, children }: { name: string; detail: string | null; children: ReactNode }) {
  return (
    <div className="rounded-lg border border-line bg-surface p-4">
      <dt className="text-sm text-fg-3">{name}</dt>
      <dd className="mt-1 font-[550]">{children}</dd>
      {detail ? <dd className="mt-0.5 text-xs text-fg-3">{detail}</dd> : null}
    </div>
  );
}

/** What a new Convene needs, ticked off by what is there; gone once all is. */
function CheckList({ health }: { health: Health }) {
  const t = useTranslations('admin.overview');
  const rules = useHouseRules().query.data;
  const people = usePeople('', null).data;
  const rooms = useAllRooms('').data;
  const mail = useMail('sent', '').data;
  if (!rules || !people || !rooms || !mail) return null;
  const steps = [
    { name: 'named', done: rules.organisation_name !== rules.usual.organisation_name, href: paths.admin('settings') },
    // What lies in the data folder has arrived nowhere.
    { name: 'mailed', done: health.mail.transport === 'smtp' && mail.length > 0, href: paths.admin('mail') },
    { name: 'invited', done: people.length > 1, href: paths.admin('people') },
    { name: 'roomed', done: rooms.length > 0, href: paths.admin('rooms') },
    { name: 'secured', done: rules.second_factor_required_for.includes('admin'), href: paths.admin('settings') },
  ] as const;
  if (steps.every(({ done }) => done)) return null;
  return (
    <Section title={t('toDo')}>
      {steps.map(({ name, done, href }) => (
        <Row
          key={name}
          icon={
            done ? (
              <Check aria-label={t('done')} className="size-5 text-success" strokeWidth={2} />
            ) : (
              <Circle aria-hidden className="size-5" strokeWidth={1.75} />
            )
          }
          title={done ? <s className="font-[420] text-fg-3">{t(`steps.${name}`)}</s> : t(`steps.${name}`)}
          action={
            done ? null : (
              <Link href={href} aria-label={t('goTo', { step: t(`steps.${name}`) })} className="rounded-xs font-[550] text-accent underline-offset-2 hover:underline">
                {t('go')}
              </Link>
            )
          }
        />
      ))}
    </Section>
  );
}
