'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { DialogBody, DialogFoot } from '@/components/dialog';
import { Notice } from '@/components/notice';
import { toasts } from '@/components/toasts';
import { usePerson } from '@/features/session';
import { ApiProblem } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import { resolverOf, showFieldProblems } from '@/lib/forms';
import { keeper } from '@/lib/keeper';
import type { Meeting } from '@/lib/api/types';
import { apart } from '@/lib/locale';
import { useFormats } from '@/lib/time/formats-context';
import { todayIn } from '@/lib/time/range';
import { DraftStore, worthKeeping } from '../draft';
import { searchFor } from '../found';
import { meetingFields, meetingSchema, renamed, type MeetingForm } from '../schema';
import { MeetingFields } from './meeting-fields';
import { QuickAddLine } from './quick-add-line';
import { useHold } from './use-hold';
import { useSaveMeeting } from './use-save-meeting';
import { WaysOut } from './ways-out';

interface Props {
  /** What stands in the fields unless something was kept. */
  fresh: MeetingForm;
  /** Whether these fields are what somebody just typed: what was kept before is older then. */
  isTyped?: boolean;
  /** What is to be understood first, in words. */
  text?: string;
  /** Puts a time that was looked for into what waits for it. */
  onto?(waiting: MeetingForm): MeetingForm;
  /** By which a room is kept meanwhile. */
  hold?: string | null;
  /** The fields are left, to look for a time; what they hold is kept. */
  onLeave?(): void;
  onDone(meeting: Meeting): void;
  onCancel(): void;
}

/** All fields of a new meeting. What is typed is kept until it is saved or discarded. */
export function Composer({ fresh, isTyped = false, onto, ...rest }: Props) {
  const person = usePerson();
  const drafts = useMemo(() => new DraftStore(keeper, person.id), [person.id]);
  const [kept, setKept] = useState<MeetingForm | null | undefined>(isTyped ? null : undefined);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!isTyped) void drafts.read().then(setKept);
  }, [drafts, isTyped]);
  if (kept === undefined) return <div className="flex-1" aria-hidden />;
  const startEmpty = () => {
    drafts.drop();
    setKept(null);
    setAttempt((before) => before + 1);
  };
  if (onto) return <Fields {...rest} start={onto({ ...fresh, ...kept })} drafts={drafts} onEmpty={null} />;
  const isResumed = kept !== null && worthKeeping(kept);
  // Nobody chose a time just now: that of the draft is as much typed as the rest.
  return <Fields key={attempt} {...rest} start={isResumed ? { ...fresh, ...kept } : fresh} drafts={drafts} onEmpty={isResumed ? startEmpty : null} />;
}

interface FieldsProps extends Omit<Props, 'fresh' | 'isTyped' | 'onto'> {
  start: MeetingForm;
  drafts: DraftStore;
  /** Throws away what was kept; null when nothing was. */
  onEmpty: (() => void) | null;
}

function Fields({ start, text = '', hold = null, drafts, onEmpty, onLeave, onDone, onCancel }: FieldsProps) {
  const t = useTranslations('meetingForm');
  const person = usePerson();
  const problemText = useProblemText();
  const formats = useFormats();
  const router = useRouter();
  const save = useSaveMeeting();
  const held = useHold(hold);
  const [problem, setProblem] = useState<unknown>(null);
  const [isResumed, setResumed] = useState(onEmpty !== null);
  const form = useForm<MeetingForm>({ resolver: resolverOf(meetingSchema), defaultValues: start });
  const finished = useRef(false);

  useEffect(() => {
    const { unsubscribe } = form.watch((values) => {
      const typed = values as MeetingForm;
      if (worthKeeping(typed)) drafts.keep(typed);
      else drafts.drop();
    });
    return () => {
      unsubscribe();
      if (finished.current || !worthKeeping(form.getValues())) return;
      toasts.show({ text: t('draftKept'), action: { label: t('discard'), run: () => drafts.drop() } });
    };
    // Runs when the sheet opens and when it closes, not when a translation function is made anew.
  }, [form, drafts]);

  const submit = (how: { draft?: boolean; instead?: object } = {}) =>
    form.handleSubmit(async (values) => {
      setProblem(null);
      try {
        const { instead, draft } = how;
        const saved = await save(values, { ...how, instead: draft ? {} : { ...(await held.for(values)), ...instead } });
        held.spend();
        finished.current = true;
        drafts.drop();
        onDone(saved);
      } catch (reason) {
        if (!showFieldProblems<MeetingForm>(reason, meetingFields, form.setError, renamed)) setProblem(reason);
      }
    })();

  const look = () => {
    finished.current = true;
    const values = form.getValues();
    drafts.keep(values);
    onLeave?.();
    router.push(searchFor(values, person.id, todayIn(formats.zone).toString()));
  };

  const isClash = problem instanceof ApiProblem && problem.conflicts.length > 0;
  const guests = form.watch('guests');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (!(event.metaKey || event.ctrlKey)) return;
        if (event.key === 'Enter') void submit();
        else if (event.key.toLowerCase() === 's') void submit({ draft: true });
        else return;
        event.preventDefault();
      }}
      noValidate
      className="flex min-h-0 flex-1 flex-col"
    >
      <DialogBody>
        {isResumed && onEmpty ? (
          <Notice
            action={
              <Button look="ghost" onPress={onEmpty}>
                {t('startEmpty')}
              </Button>
            }
          >
            {t('resumedText')}
          </Notice>
        ) : null}
        {isClash ? (
          <WaysOut
            problem={problem}
            onTake={(instead) => {
              setResumed(false);
              void submit({ instead });
            }}
          />
        ) : null}
        <QuickAddLine
          initial={text}
          onFill={(fill) => {
            form.reset(fill(form.getValues()), { keepDefaultValues: true });
            drafts.keep(form.getValues());
          }}
        />
        {held.kept && held.isGood(form.watch()) ? (
          <p className="text-sm text-fg-3">
            {t('held', { room: apart(roomName(form.getValues(), held.kept.room)), time: formats.time(held.kept.until) })}
          </p>
        ) : null}
        <MeetingFields form={form} onFindTime={look} withGuests without={[person.id]} problem={problem && !isClash ? problemText(problem) : null} />
      </DialogBody>
      <DialogFoot>
        <Button look="ghost" onPress={onCancel}>
          {t('cancel')}
        </Button>
        <Button onPress={() => void submit({ draft: true })} isDisabled={form.formState.isSubmitting}>
          {t('draft')}
        </Button>
        <Button type="submit" look="primary" isPending={form.formState.isSubmitting}>
          {t(guests.length > 0 ? 'scheduleSend' : 'schedule')}
        </Button>
      </DialogFoot>
    </form>
  );
}

function roomName({ rooms }: MeetingForm, id: string): string {
  return rooms.find((room) => room.id === id)?.name ?? '';
}
