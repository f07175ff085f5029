'use client';

import { ArrowLeft, CalendarX, Link as LinkIcon, Lock, MapPin, Pencil, UserPlus, Users } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Notice } from '@/components/notice';
import { toasts } from '@/components/toasts';
import { usePerson } from '@/features/session';
import { ApiProblem } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import type { Guest, Meeting } from '@/lib/api/types';
import { useRecent } from '@/lib/live/recent';
import { paths, useRouteId } from '@/lib/routes';
import { useCancelMeeting, useRemoveGuest, useRestoreMeeting } from '../mutations';
import { useMeeting } from '../queries';
import { AnswerChoice } from './answer-choice';
import { EditSheet, InviteDialog } from './lazy-sheets';
import { GuestList } from './guest-list';
import { MeetingSkeleton } from './meeting-skeleton';
import { MeetingTime } from './meeting-time';
import { StateChip } from './state-chip';

const small = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const;

export function MeetingPage() {
  const t = useTranslations('meeting');
  const problemText = useProblemText();
  const id = useRouteId();
  const meeting = useMeeting(id);

  if (meeting.data) {
    return (
      <MeetingView
        meeting={meeting.data}
        stale={meeting.isError && !missing(meeting.error) ? problemText(meeting.error) : null}
        gone={missing(meeting.error)}
        onRetry={() => void meeting.refetch()}
      />
    );
  }
  if (!meeting.isError) return <MeetingSkeleton />;
  return missing(meeting.error) ? (
    <EmptyState
        page
      icon={<CalendarX aria-hidden className="size-5" strokeWidth={1.75} />}
      title={t('missingTitle')}
      action={
        <Link href={paths.calendar()} className={buttonClass()}>
          {t('toCalendar')}
        </Link>
      }
    >
      {t('missingText')}
    </EmptyState>
  ) : (
    <EmptyState page title={t('failedTitle')} action={<Button onPress={() => void meeting.refetch()}>{t('retry')}</Button>}>
      {problemText(meeting.error)}
    </EmptyState>
  );
}

function missing(reason: unknown): boolean {
  return reason instanceof ApiProblem && (reason.status === 404 || reason.status === 422);
}

interface ViewProps {
  meeting: Meeting;
  /** Why the newest version could not be read. */
  stale: string | null;
  /** It was deleted, or the person may not see it any more, while the page was open. */
  gone: boolean;
  onRetry(): void;
}

function MeetingView({ meeting, stale, gone, onRetry }: ViewProps) {
  const t = useTranslations('meeting');
  const person = usePerson();
  const flash = useRecent().has(meeting.id);
  const [editing, setEditing] = useState<Meeting | null>(null);
  const [inviting, setInviting] = useState(false);
  const actions = useActions(meeting);
  const hosting = meeting.host.id === person.id && !gone;
  const open = meeting.state !== 'cancelled';

  return (
    <div className="mx-auto w-full max-w-[960px] px-4 py-5 sm:px-6 lg:py-8">
      <Link href={paths.calendar()} className="mb-4 inline-flex items-center gap-1.5 rounded-sm text-sm font-[500] text-fg-2 hover:text-fg">
        <ArrowLeft {...small} />
        {t('toCalendar')}
      </Link>
      <div className="flex flex-col gap-4">
        {stale ? (
          <Notice tone="warning" action={<RetryLink onPress={onRetry} label={t('retry')} />}>
            {t('stale', { reason: stale })}
          </Notice>
        ) : null}
        {gone ? <Notice tone="warning">{t('gone')}</Notice> : null}
        <header className={`flex flex-col gap-3 rounded-lg ${flash ? 'flash' : ''}`}>
          <div className="flex flex-wrap items-center gap-3">
            <h1
              dir="auto"
              className={`min-w-0 text-xl font-[650] tracking-[-0.01em] break-words ${open ? '' : 'text-fg-2 line-through'}`}
            >
              {meeting.title}
            </h1>
            <StateChip meeting={meeting} />
          </div>
          <MeetingTime meeting={meeting} />
          <Facts meeting={meeting} />
        </header>
        <div className="flex flex-wrap items-center gap-2">
          {open && !gone ? <AnswerChoice meeting={meeting} /> : null}
          {hosting && open ? (
            <Button onPress={() => setEditing(meeting)} icon={<Pencil {...small} />}>
              {t('edit')}
            </Button>
          ) : null}
          {hosting && open ? (
            <Button look="ghost" onPress={actions.cancel} isPending={actions.isPending}>
              {t('cancel')}
            </Button>
          ) : null}
          {hosting && !open ? (
            <Button onPress={actions.restore} isPending={actions.isPending}>
              {t('restore')}
            </Button>
          ) : null}
        </div>
      </div>

      <div className="mt-8 grid gap-8 lg:grid-cols-[minmax(0,1fr)_320px]">
        <section aria-labelledby="about" className="min-w-0">
          <h2 id="about" className="mb-2 text-lg font-[600]">
            {t('about')}
          </h2>
          {meeting.description ? (
            <p dir="auto" className="max-w-[68ch] break-words whitespace-pre-wrap text-fg-2">
              {meeting.description}
            </p>
          ) : (
            <p className="text-fg-3">{t('noDescription')}</p>
          )}
        </section>
        <section aria-labelledby="people" className="min-w-0 lg:border-s lg:border-line lg:ps-8">
          <div className="mb-2 flex items-center justify-between gap-2">
            <h2 id="people" className="flex items-center gap-2 text-lg font-[600]">
              <Users aria-hidden className="size-4.5 text-fg-3" strokeWidth={1.75} />
              {t('people')}
            </h2>
            {hosting && open ? (
              <Button onPress={() => setInviting(true)} icon={<UserPlus {...small} />}>
                {t('invite')}
              </Button>
            ) : null}
          </div>
          <GuestList meeting={meeting} {...(hosting && open ? { onRemove: actions.remove } : {})} />
        </section>
      </div>
      <EditSheet meeting={editing} onClose={() => setEditing(null)} />
      <InviteDialog meeting={meeting} isOpen={inviting} onClose={() => setInviting(false)} />
    </div>
  );
}

function RetryLink({ onPress, label }: { onPress(): void; label: string }) {
  return (
    <button type="button" onClick={onPress} className="cursor-pointer rounded-xs font-[600] underline underline-offset-2">
      {label}
    </button>
  );
}

function Facts({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('meeting');
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1.5 text-fg-2">
      {meeting.location ? (
        <li className="flex min-w-0 items-center gap-1.5">
          <MapPin {...small} />
          <span className="sr-only">{t('place')}</span>
          <span dir="auto" className="min-w-0 break-words">
            {meeting.location}
          </span>
        </li>
      ) : null}
      {meeting.conference_url ? (
        <li className="flex min-w-0 items-center gap-1.5">
          <LinkIcon {...small} />
          <a
            href={meeting.conference_url}
            target="_blank"
            rel="noreferrer noopener"
            className="truncate rounded-xs font-[500] text-accent underline underline-offset-2"
          >
            {t('join')}
          </a>
        </li>
      ) : null}
      {meeting.visibility === 'private' ? (
        <li className="flex items-center gap-1.5">
          <Lock {...small} />
          {t('private')}
        </li>
      ) : null}
    </ul>
  );
}

/** What the host can do with one press; each can be undone or says why it failed. */
function useActions(meeting: Meeting) {
  const t = useTranslations('meeting');
  const problemText = useProblemText();
  const cancelling = useCancelMeeting();
  const restoring = useRestoreMeeting();
  const removing = useRemoveGuest();
  const failed = (again: () => void) => (reason: unknown) =>
    toasts.show({ tone: 'danger', text: problemText(reason), action: { label: t('retry'), run: again } });

  const restore = () =>
    restoring.mutate({ id: meeting.id }, { onSuccess: () => toasts.show({ text: t('restored') }), onError: failed(() => restore()) });
  const cancel = () =>
    cancelling.mutate(
      { id: meeting.id },
      {
        onSuccess: () => toasts.show({ text: t('cancelled'), action: { label: t('undo'), run: restore } }),
        onError: failed(() => cancel()),
      },
    );
  const remove = (guest: Guest) =>
    removing.mutate({ meeting, guestId: guest.id }, { onError: failed(() => remove(guest)) });

  return { cancel, restore, remove, isPending: cancelling.isPending || restoring.isPending };
}
