'use client';

import { CalendarPlus, DoorOpen, MapPin, Repeat, Users } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import { Notice } from '@/components/notice';
import { TextField } from '@/components/text-field';
import { usePerson } from '@/features/session';
import { ApiProblem } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import { keeper } from '@/lib/keeper';
import { useFormats } from '@/lib/time/formats-context';
import { todayIn } from '@/lib/time/range';
import { desk } from '../desk';
import { DraftStore } from '../draft';
import { searchFor } from '../found';
import { linesOf } from '../repeat';
import { previewQuery } from '../asking';
import { emptyForm, timesOfForm, type MeetingForm } from '../schema';
import { TimeWords } from './time-words';
import { Understood } from './understood';
import { useQuickAdd } from './use-quick-add';
import { useSaveMeeting } from './use-save-meeting';
import { WaysOut } from './ways-out';

const icon = { 'aria-hidden': true, className: 'mt-0.5 size-4 shrink-0 text-fg-3', strokeWidth: 1.75 } as const;

/** A meeting written down in one line. Nothing is made before Enter, and what it will be stands below. */
export function QuickAddDialog({ text, onClose }: { text: string | null; onClose(): void }) {
  const t = useTranslations('quickAdd');
  return (
    <Dialog title={t('title')} isOpen={text !== null} onClose={onClose} wide closeLabel={t('close')}>
      {text !== null ? <Line initial={text} onClose={onClose} /> : null}
    </Dialog>
  );
}

function Line({ initial, onClose }: { initial: string; onClose(): void }) {
  const t = useTranslations('quickAdd');
  const words = useTranslations('quick');
  const formats = useFormats();
  const problemText = useProblemText();
  const save = useSaveMeeting();
  const router = useRouter();
  const me = usePerson().id;
  const quick = useQuickAdd(initial);
  const [blank] = useState(() => {
    const hour = Math.ceil(Date.now() / 3_600_000) * 3_600_000;
    return emptyForm(hour, hour + 1_800_000, formats.zone);
  });
  const [problem, setProblem] = useState<unknown>(null);
  const [isLooking, setLooking] = useState(false);
  const [sending, setSending] = useState(false);
  const form = quick.fill(blank);
  const { when, flags } = quick.entry;
  // With people and no time: one is looked for, as soon as it is known whom the names mean.
  const wantsTime = when === null && (form.guests.length > 0 || (quick.isSearching && quick.entry.people.length > 0));
  const isReady = form.title.trim() !== '' && when !== null && !when.isGuessed;

  const all = () => {
    onClose();
    desk.ask({ kind: 'compose', form });
  };
  const look = () => {
    new DraftStore(keeper, me).keep(form);
    onClose();
    router.push(searchFor(form, me, todayIn(formats.zone).toString()));
  };
  useEffect(() => {
    if (!isLooking || quick.isSearching) return;
    if (wantsTime) look();
    else setLooking(false);
  });
  const submit = async (how: 'save' | 'send', instead = {}) => {
    // What is not said yet is asked for where there are fields for it; a time for several is looked for.
    if (wantsTime) return quick.isSearching ? setLooking(true) : look();
    if (!isReady) return quick.text.trim() === '' ? undefined : all();
    setProblem(null);
    setSending(true);
    try {
      await save(form, { draft: flags.includes('draft') || (how === 'save' && form.guests.length > 0), instead });
      onClose();
    } catch (reason) {
      setProblem(reason);
      setSending(false);
    }
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    void submit(event.metaKey || event.ctrlKey ? 'send' : 'save');
  };

  return (
    <div onKeyDown={pressed} className="flex min-h-0 flex-1 flex-col">
      <DialogBody>
        {problem instanceof ApiProblem && problem.conflicts.length > 0 ? (
          <WaysOut problem={problem} onTake={(members) => void submit('send', members)} />
        ) : problem ? (
          <Notice tone="danger">{problemText(problem)}</Notice>
        ) : null}
        <TextField
          label={t('label')}
          placeholder={t('placeholder')}
          value={quick.text}
          onChange={quick.write}
          maxLength={500}
          autoFocus
          large
        />
        <Understood quick={quick} />
        {quick.text.trim() === '' ? (
          <p className="text-sm text-fg-3">{t('help')}</p>
        ) : (
          <Card form={form} isTimed={when !== null} marks={marksOf(quick.entry.when)} unknown={quick.unknown} />
        )}
      </DialogBody>
      <DialogFoot>
        <Button look="ghost" onPress={all} className="me-auto">
          {words('more')}
        </Button>
        {form.guests.length > 0 && isReady && !flags.includes('draft') ? (
          <Button onPress={() => void submit('save')} isDisabled={sending}>
            {words('saveDraft')}
          </Button>
        ) : null}
        <Button
          look="primary"
          onPress={() => void submit('send')}
          isPending={sending || isLooking}
          isDisabled={quick.text.trim() === ''}
          icon={<CalendarPlus aria-hidden className="size-4" strokeWidth={1.75} />}
        >
          {wantsTime ? t('findTime') : !isReady ? t('goOn') : flags.includes('draft') ? words('saveDraft') : words(form.guests.length > 0 ? 'send' : 'save')}
        </Button>
      </DialogFoot>
    </div>
  );
}

type Mark = 'isTomorrow' | 'endsNextDay' | 'isGuessed';

function marksOf(when: Partial<Record<Mark, boolean>> | null): Mark[] {
  return (['isTomorrow', 'endsNextDay', 'isGuessed'] as const).filter((mark) => when?.[mark]);
}

interface CardProps {
  form: MeetingForm;
  isTimed: boolean;
  marks: readonly Mark[];
  unknown: readonly string[];
}

/** What it will be: the exact day, the zone, the people, the rule in the server's words. */
function Card({ form, isTimed, marks, unknown }: CardProps) {
  const t = useTranslations('quickAdd');
  const rooms = useTranslations('rooms');
  const formats = useFormats();
  const lines = linesOf(form.repeats, form.date) ?? [];
  const rule = useQuery(previewQuery(timesOfForm(form), lines, 5));
  const names = form.guests.map(({ name, optional }) => (optional ? t('optional', { name }) : name));
  return (
    <section aria-label={t('preview')} className="flex flex-col gap-2 rounded-lg border border-line p-4">
      <p dir="auto" className="text-md font-[600] break-words">
        {form.title || <span className="text-fg-3">{t('noTitle')}</span>}
      </p>
      <p>{isTimed ? <TimeWords form={form} /> : <span className="text-fg-2">{t('noTime')}</span>}</p>
      {marks.map((mark) => (
        <p key={mark} className="text-sm text-warning">
          {t(mark)}
        </p>
      ))}
      {lines.length > 0 ? (
        <Row symbol={<Repeat {...icon} />}>{rule.data ? <span className="first-letter:uppercase">{rule.data.sentence}</span> : '…'}</Row>
      ) : null}
      {names.length > 0 ? <Row symbol={<Users {...icon} />}>{formats.list(names)}</Row> : null}
      {form.rooms.length > 0 || form.anyRoom !== null ? (
        <Row symbol={<DoorOpen {...icon} />}>
          {[...form.rooms.map(({ name }) => name), ...(form.anyRoom === null ? [] : [rooms('any', { count: form.anyRoom })])].join(', ')}
        </Row>
      ) : null}
      {form.location ? <Row symbol={<MapPin {...icon} />}>{form.location}</Row> : null}
      {unknown.length > 0 ? <p className="text-sm text-warning">{t('unknown', { names: formats.list(unknown) })}</p> : null}
    </section>
  );
}

function Row({ symbol, children }: { symbol: ReactNode; children: ReactNode }) {
  return (
    <p className="flex gap-2 text-sm text-fg-2">
      {symbol}
      <span dir="auto" className="min-w-0 break-words">
        {children}
      </span>
    </p>
  );
}
