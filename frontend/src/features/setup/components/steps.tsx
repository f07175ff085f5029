'use client';

import { Check } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { cx } from '@/components/class-names';
import { Link } from '@/components/link';
import { TextField } from '@/components/text-field';
import { Demonstration, InviteDialog, TrialLetter, useHouseRules } from '@/features/admin';
import { Entrance, Loaded, usePerson } from '@/features/session';
import { useHours, WeekHours } from '@/features/settings';
import { paths } from '@/lib/routes';
import { after, before, steps, type Step } from '../steps';

const bodies: Record<Step, () => ReactNode> = { organisation: Organisation, hours: Hours, mail: TrialLetter, people: People };

/** One step: what it is for, what can be done, and the way on. What is done is kept at once. */
export function Steps({ step }: { step: Step }) {
  const t = useTranslations('setUp');
  const Body = bodies[step];
  const [back, next] = [before(step), after(step)];
  if (usePerson().role !== 'admin') {
    return (
      <Entrance title={t('doneTitle')} lead={t('forAdmins')}>
        <Link href={paths.calendar()} className={buttonClass('primary')}>
          {t('toCalendar')}
        </Link>
      </Entrance>
    );
  }
  return (
    <Entrance key={step} wide title={t(`steps.${step}.title`)} lead={t(`steps.${step}.lead`)} focused>
      <Progress step={step} />
      <div>
        <Body />
      </div>
      <div className="mt-8 flex items-center gap-2 border-t border-line pt-5">
        {back ? (
          <Link href={paths.setUp(back)} className={buttonClass('ghost')}>
            {t('back')}
          </Link>
        ) : null}
        <Link href={next ? paths.setUp(next) : paths.calendar()} className={cx(buttonClass('primary'), 'ms-auto')}>
          {t(next ? 'next' : 'finish')}
        </Link>
      </div>
    </Entrance>
  );
}

function Progress({ step }: { step: Step }) {
  const t = useTranslations('setUp');
  const at = steps.indexOf(step);
  return (
    <ol aria-label={t('progress', { at: at + 2, of: steps.length + 1 })} className="mb-6 flex gap-1.5">
      {(['account', ...steps] as const).map((name, index) => {
        const done = index <= at;
        const now = index === at + 1;
        return (
          <li key={name} aria-current={now ? 'step' : undefined} className="min-w-0 flex-auto">
            <span aria-hidden className={cx('block h-1 rounded-full', done || now ? 'bg-accent' : 'bg-line')} />
            <span className={cx('mt-1.5 hidden items-start gap-1 text-xs sm:flex', now ? 'font-[620] text-fg' : 'text-fg-3')}>
              {done ? <Check aria-hidden className="mt-0.5 size-3 flex-none text-success" strokeWidth={2.5} /> : null}
              <span className="min-w-0 break-words">{t(`names.${name}`)}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Organisation() {
  const t = useTranslations('setUp');
  const { query, save } = useHouseRules();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Loaded query={query}>
      {(rules) => {
        const keep = async () => {
          const wanted = typed?.trim();
          if (wanted) await save({ organisation_name: wanted });
          setTyped(null);
        };
        return (
          <TextField
            label={t('organisation')}
            hint={t('organisationHint')}
            value={typed ?? rules.organisation_name}
            onChange={setTyped}
            onBlur={() => void keep()}
            onKeyDown={(event) => event.key === 'Enter' && void keep()}
            isDisabled={rules.fixed.includes('organisation_name')}
            maxLength={100}
            autoComplete="organization"
          />
        );
      }}
    </Loaded>
  );
}

function Hours() {
  const { query, save } = useHours(usePerson().id);
  return <Loaded query={query}>{({ weekly }) => <WeekHours week={weekly} onChange={(week) => void save({ weekly: week })} />}</Loaded>;
}

function People() {
  const t = useTranslations('setUp');
  const [inviting, setInviting] = useState(false);
  return (
    <div className="flex flex-col gap-6">
      <section className="flex flex-col items-start gap-2">
        <h2 className="font-[600]">{t('inviteTitle')}</h2>
        <p className="text-fg-2">{t('inviteText')}</p>
        <Button onPress={() => setInviting(true)}>{t('invite')}</Button>
      </section>
      <section className="flex flex-col items-start gap-2">
        <h2 className="font-[600]">{t('demoTitle')}</h2>
        <p className="text-fg-2">{t('demoText')}</p>
        <Demonstration />
      </section>
      <InviteDialog isOpen={inviting} onClose={() => setInviting(false)} />
    </div>
  );
}
