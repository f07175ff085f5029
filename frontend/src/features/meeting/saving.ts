import type { QueryClient } from '@tanstack/react-query';
import { access, api, ifMatch } from '@/lib/api/client';
import { keys } from '@/lib/api/keys';
import { ownMutation } from '@/lib/api/mutation-id';
import { ApiProblem, unwrap } from '@/lib/api/problem';
import type { CalendarEntry, DateChange, Meeting, MeetingChange, Scope, SeriesEdit } from '@/lib/api/types';
import { optimisticSave, type Outcome } from '@/lib/optimistic-save';
import { sameMember, withChange } from './changes';
import { dateOf, entriesAt, occurrenceOf, type DateName, type Times } from './moves';
import { takeIn } from './mutations';
import { onDate } from './one-date';
import type { Saving } from './rescheduling';

const once = () => ({ 'Idempotency-Key': ownMutation() });

/** Changes one date of a series and, by scope, others with it; as a rehearsal only says what would happen. */
export async function changeDates(
  date: DateName,
  scope: Scope,
  version: number,
  body: DateChange,
  rehearse = false,
): Promise<SeriesEdit> {
  const header = { ...once(), 'If-Match': ifMatch(version) };
  const query = { scope, ...(rehearse ? { dry_run: true } : {}) };
  return unwrap(
    await api.PATCH('/api/v1/meetings/{meeting_id}/occurrences/{original_start}', { params: { path: date, query, header }, body }),
  );
}

/** Calls off one date of a series and, by scope, others with it. */
export async function cancelDates(
  date: DateName,
  scope: Scope,
  version: number,
  rehearse = false,
): Promise<SeriesEdit> {
  const header = { ...once(), 'If-Match': ifMatch(version) };
  const query = { scope, ...(rehearse ? { dry_run: true } : {}) };
  return unwrap(
    await api.POST('/api/v1/meetings/{meeting_id}/occurrences/{original_start}/cancellation', {
      params: { path: date, query, header },
      body: {},
    }),
  );
}

/** Deletes a draft for good. */
export async function deleteDraft({ id, version }: Meeting): Promise<void> {
  const params = { path: { meeting_id: id }, header: { ...once(), 'If-Match': ifMatch(version) } };
  unwrap(await api.DELETE('/api/v1/meetings/{meeting_id}', { params }));
}

/** Restores a meeting that was called off. */
export async function restoreMeeting(meeting_id: string): Promise<void> {
  unwrap(await api.POST('/api/v1/meetings/{meeting_id}/restoration', { params: { path: { meeting_id }, header: once() } }));
}

/** Hands the meeting to the browser as a calendar file. */
export async function calendarFile({ id }: Meeting): Promise<void> {
  const response = await access.authorised(new Request(new URL(`/api/v1/meetings/${id}.ics`, location.origin)));
  if (!response.ok) throw new ApiProblem(response.status, {});
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = `${id}.ics`;
  link.click();
  URL.revokeObjectURL(url);
}

/** Takes the cancellation of one date back. */
export async function restoreDate(date: DateName, version: number): Promise<SeriesEdit> {
  return unwrap(
    await api.POST('/api/v1/meetings/{meeting_id}/occurrences/{original_start}/restoration', {
      params: { path: date, header: { ...once(), 'If-Match': ifMatch(version) } },
      body: {},
    }),
  );
}

async function oneDate(date: DateName) {
  return unwrap(await api.GET('/api/v1/meetings/{meeting_id}/occurrences/{original_start}', { params: { path: date } }));
}

/** When one is reminded of a meeting, minutes before its start; of whole days it stays as it is. */
export async function chooseReminders(meeting_id: string, minutes: readonly number[]): Promise<void> {
  const path = { meeting_id };
  const { whole_days } = unwrap(await api.GET('/api/v1/meetings/{meeting_id}/reminders', { params: { path } }));
  const body = { timed: minutes.map((each) => `PT${each}M`), whole_days };
  unwrap(await api.PUT('/api/v1/meetings/{meeting_id}/reminders', { params: { path, header: { ...once(), 'If-Match': '*' } }, body }));
}

async function wholeMeeting(meeting_id: string) {
  return unwrap(await api.GET('/api/v1/meetings/{meeting_id}', { params: { path: { meeting_id } } }));
}

/** The rooms of an occurrence, by id. */
export async function roomsOf(entry: CalendarEntry): Promise<string[]> {
  const date = dateOf(entry);
  const { rooms } = date ? await oneDate(date) : await wholeMeeting(entry.meeting_id ?? '');
  return rooms.map(({ id }) => id);
}

/** How rooms are called, in the order in which they are named. */
export async function roomNames(ids: readonly string[]): Promise<string[]> {
  const name = async (room_id: string) => unwrap(await api.GET('/api/v1/rooms/{room_id}', { params: { path: { room_id } } })).name;
  return Promise.all(ids.map(name));
}

/** Nothing is shown before it is saved: what a change of a series comes to is the server's to say. */
const unseen = { pause: async () => undefined, read: () => undefined, write: () => undefined };

export type DatesOutcome = Outcome<Meeting, MeetingChange> & { edit: SeriesEdit | null };

/**
 * Saves a change of one date and, by scope, of others, on top of the version the editor was opened on. Disjoint changes
 * of somebody else are merged with; where both changed the same, that date as it stands now is handed back. A rehearsal
 * says what it would come to and saves nothing.
 */
export async function saveDates(
  date: DateName,
  scope: Scope,
  base: Meeting,
  change: MeetingChange,
  besides: DateChange,
  rehearse = false,
): Promise<DatesOutcome> {
  let edit: SeriesEdit | null = null;
  const dated = async (meeting: Meeting, name: DateName) => onDate(meeting, await oneDate(name));
  const outcome = await optimisticSave<Meeting, MeetingChange>(unseen, base, {
    members: change,
    apply: withChange,
    same: sameMember,
    send: async (members, version) => {
      try {
        edit = await changeDates(date, scope, version, { ...(members as DateChange), ...besides }, rehearse);
        return edit.meeting;
      } catch (reason) {
        if (!(reason instanceof ApiProblem) || reason.status !== 412 || !reason.current) throw reason;
        const current = await dated(reason.current as Meeting, date);
        throw new ApiProblem(412, { code: reason.code, detail: reason.message, current } as never);
      }
    },
  });
  return { ...outcome, edit };
}

/** How occurrences are moved: drawn in every calendar that is cached, saved on the version of their meeting. */
export function savingIn(cache: QueryClient): Saving & { watch(): () => void } {
  let wished: ReadonlyMap<string, Times> = new Map();
  // Only what changes is written: each write is heard of below.
  const draw = (times = wished) => {
    for (const [key, entries] of cache.getQueriesData<CalendarEntry[]>({ queryKey: keys.calendars })) {
      const drawn = entries && entriesAt(entries, times);
      if (drawn !== entries) cache.setQueryData(key, drawn);
    }
  };

  return {
    /** A calendar that is read again meanwhile does not know yet: it is drawn as wished again. */
    watch: () =>
      cache.getQueryCache().subscribe(({ type, query }) => {
        if (type === 'updated' && query.queryKey[0] === keys.calendars[0] && wished.size > 0) draw();
      }),
    async save(entry, times, version, besides) {
      const date = dateOf(entry);
      const body = { ...times, ...besides };
      if (date) return (await changeDates(date, 'this', version, body)).meeting.version;
      const header = { ...once(), 'If-Match': ifMatch(version) };
      const meeting_id = entry.meeting_id ?? '';
      const saved = unwrap(await api.PATCH('/api/v1/meetings/{meeting_id}', { params: { path: { meeting_id }, header }, body }));
      takeIn(cache, saved);
      return saved.version;
    },
    async read(entry) {
      const date = dateOf(entry);
      const meeting = await wholeMeeting(entry.meeting_id ?? '');
      return { times: date ? await oneDate(date) : meeting, version: meeting.version };
    },
    draw(times) {
      wished = new Map(times);
      if (wished.size > 0) void cache.cancelQueries({ queryKey: keys.calendars });
      draw();
    },
    settle(entry, times) {
      draw(new Map([[occurrenceOf(entry), times]]));
      for (const queryKey of [keys.calendars, keys.meetings, keys.meeting(entry.meeting_id ?? '')]) {
        void cache.invalidateQueries({ queryKey });
      }
    },
  };
}
