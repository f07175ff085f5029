import type { Asked, Deed } from '@/lib/offline/queue';

/** What is to be said, in the words of the API. */
export interface Said {
  readonly text: string;
  readonly replyTo: string | null;
  /** The date of a series that it is about. */
  readonly date: string | null;
}

/** waiting: not sent, or sent without an answer; refused: the server will not have it, and `reason` says why. */
export interface Unsent extends Said {
  /** The server knows the message by it, however often it is sent. */
  readonly clientId: string;
  readonly at: number;
  readonly state: 'waiting' | 'refused';
  readonly reason: string | null;
}

interface Body {
  readonly client_id: string;
  readonly text: string;
  readonly reply_to: string | null;
  readonly original_start: string | null;
}

/** A message as it stands in line; the line knows it by the same id as the server does. */
export function asMessage(meetingId: string, clientId: string, { text, replyTo, date }: Said): Asked {
  const body: Body = { client_id: clientId, text, reply_to: replyTo, original_start: date };
  return { kind: 'message', about: meetingId, method: 'POST', path: `/api/v1/meetings/${meetingId}/messages`, body };
}

/** Of all that stands in line, what was said about one meeting. */
export function unsentOf(line: readonly Deed[], meetingId: string): readonly Unsent[] {
  return line
    .filter(({ kind, about }) => kind === 'message' && about === meetingId)
    .map(({ id, at, state, reason, body }) => {
      const { text, reply_to, original_start } = body as Body;
      return { clientId: id, at, state, reason, text, replyTo: reply_to, date: original_start };
    });
}
