'use client';

import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, ifMatch } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { ownMutation } from '@/lib/api/mutation-id';
import { unwrap } from '@/lib/api/problem';
import type { AnswerStatus, GivenAnswer, Invitation, Meeting, MeetingChange, NewMeeting } from '@/lib/api/types';
import { sendOrWait } from '@/lib/offline/outgoing';
import { optimisticSave, type Kept, type Outcome } from '@/lib/optimistic-save';
import { answerOf, sameMember, withAnswer, withChange } from './changes';

export type EditOutcome = Outcome<Meeting, MeetingChange>;

const path = (id: string) => ({ path: { meeting_id: id } });
const once = () => ({ 'Idempotency-Key': ownMutation() });

function keptIn(cache: QueryClient, id: string): Kept<Meeting> {
  return {
    pause: () => cache.cancelQueries({ queryKey: keys.meeting(id) }),
    read: () => cache.getQueryData<Meeting>(keys.meeting(id)),
    write: (meeting) => cache.setQueryData(keys.meeting(id), meeting),
    doubt: () => void cache.invalidateQueries({ queryKey: keys.meeting(id) }),
  };
}

/** Takes in what the server saved, unless something newer is known already. */
export function takeIn(cache: QueryClient, meeting: Meeting): void {
  const known = cache.getQueryData<Meeting>(keys.meeting(meeting.id));
  if (!known || known.version <= meeting.version) cache.setQueryData(keys.meeting(meeting.id), meeting);
}

/** Runs a change and refreshes every list of meetings afterwards, whether it worked or not. */
function useChange<Input, Result>(change: (input: Input, cache: QueryClient) => Promise<Result>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => change(input, cache),
    onSettled: () => {
      for (const queryKey of [keys.calendars, keys.meetings]) void cache.invalidateQueries({ queryKey });
    },
  });
}

export function useScheduleMeeting() {
  return useChange(async ({ meeting, key }: { meeting: NewMeeting; key: string }, cache) => {
    const saved = unwrap(await api.POST('/api/v1/meetings', { body: meeting, params: { header: { 'Idempotency-Key': key } } }));
    takeIn(cache, saved);
    return saved;
  });
}

/** Saves on top of the version the editor was opened on. */
export function useEditMeeting() {
  return useChange(({ base, change }: { base: Meeting; change: MeetingChange }, cache): Promise<EditOutcome> => {
    return optimisticSave(keptIn(cache, base.id), base, {
      members: change,
      apply: withChange,
      same: sameMember,
      send: async (members, version) =>
        unwrap(
          await api.PATCH('/api/v1/meetings/{meeting_id}', {
            params: { ...path(base.id), header: { ...once(), 'If-Match': ifMatch(version) } },
            body: members,
          }),
        ),
    });
  });
}

/** An answer, to all dates or to one; with a note, or a better time, if there is one. */
export interface AnswerGiven extends Pick<GivenAnswer, 'status' | 'comment' | 'proposal'> {
  readonly date?: string | null;
}

/**
 * The caller's own answer; of a series for one `date`, or for all that were not answered apart. Somebody else's change of
 * the meeting does not stand in its way. Without a connection it shows, and waits to be sent.
 */
export function useAnswer(personId: string) {
  return useChange(({ meeting, date = null, ...body }: { meeting: Meeting } & AnswerGiven, cache) => {
    const mine = (one: Meeting): AnswerStatus | undefined => answerOf(one, personId, date);
    return optimisticSave(keptIn(cache, meeting.id), meeting, {
      members: body,
      apply: (shown, members) => withAnswer(shown, personId, members.status, date),
      same: (a, b) => mine(a) === mine(b),
      send: async (members, version, base) => {
        const sent = await sendOrWait({
          kind: 'answer',
          about: meeting.id,
          method: 'PUT',
          path: `/api/v1/meetings/${meeting.id}/response`,
          body: date === null ? members : { ...members, original_start: date },
          version: ifMatch(version),
          instead: `answer/${meeting.id}/${date}`,
        });
        return sent.kind === 'sent' ? (sent.answer as Meeting) : withAnswer(base, personId, members.status, date);
      },
    });
  });
}

export function useCancelMeeting() {
  return useChange(async ({ id }: { id: string }, cache) => {
    takeIn(
      cache,
      unwrap(
        await api.POST('/api/v1/meetings/{meeting_id}/cancellation', { params: { ...path(id), header: once() }, body: {} }),
      ),
    );
  });
}

export function useRestoreMeeting() {
  return useChange(async ({ id }: { id: string }, cache) => {
    takeIn(cache, unwrap(await api.POST('/api/v1/meetings/{meeting_id}/restoration', { params: { ...path(id), header: once() } })));
  });
}

export function useInviteGuests() {
  return useChange(async ({ id, guests }: { id: string; guests: Invitation[] }, cache) => {
    takeIn(
      cache,
      unwrap(
        await api.POST('/api/v1/meetings/{meeting_id}/guests', { params: { ...path(id), header: once() }, body: guests }),
      ),
    );
  });
}

export function useRemindGuests() {
  return useChange(async (meeting: Meeting, cache) => {
    const saved = unwrap(
      await api.POST('/api/v1/meetings/{meeting_id}/guests/reminder', {
        params: { ...path(meeting.id), header: once() },
      }),
    );
    takeIn(cache, saved);
  });
}

export function useRemoveGuest() {
  return useChange(async ({ meeting, guestId }: { meeting: Meeting; guestId: string }, cache) => {
    unwrap(
      await api.DELETE('/api/v1/meetings/{meeting_id}/guests/{guest_id}', {
        params: {
          path: { meeting_id: meeting.id, guest_id: guestId },
          header: { ...once(), 'If-Match': ifMatch(meeting.version) },
        },
      }),
    );
    await cache.invalidateQueries({ queryKey: keys.meeting(meeting.id) });
  });
}
