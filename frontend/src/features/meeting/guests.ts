import type { AnswerStatus, Guest, Meeting } from '@/lib/api/types';

export const answerOrder = ['accepted', 'tentative', 'waiting', 'needs_action', 'declined'] as const satisfies readonly AnswerStatus[];

export interface AnswerGroup {
  readonly status: AnswerStatus;
  readonly guests: readonly Guest[];
}

/** Guests by what they answered: going, maybe, on the waiting list, not yet, declined; groups without anybody are left out. */
export function groupsOf(meeting: Meeting): AnswerGroup[] {
  return answerOrder
    .map((status) => ({ status, guests: meeting.guests.filter((guest) => guest.response.status === status) }))
    .filter(({ guests }) => guests.length > 0);
}

export function guestOf(meeting: Meeting, personId: string): Guest | undefined {
  return meeting.guests.find(({ person }) => person?.id === personId);
}

/** Whether a meeting is one of the person's own: they host it or are invited. */
export function involves(meeting: Meeting, personId: string): boolean {
  return meeting.host.id === personId || guestOf(meeting, personId) !== undefined;
}
