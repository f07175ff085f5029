'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { desk, useAsItStands } from '@/features/meeting';
import { usePerson } from '@/features/session';
import { paths } from '@/lib/routes';
import { rfc3339 } from '@/lib/time/moment';
import { holdRoom } from '../mutations';
import type { Span } from '../standing';
import type { Answer } from './use-answer';
import type { useQuestion } from './use-question';

type Asking = Pick<ReturnType<typeof useQuestion>, 'forDraft' | 'moving' | 'movingDate'>;

/**
 * What becomes of a time: the fields of a new meeting are filled in with it, and its room is kept meanwhile; or a meeting
 * that there is already is put there.
 */
export function useUsing({ forDraft, moving, movingDate }: Asking, { asked }: Pick<Answer, 'asked'>) {
  const router = useRouter();
  const me = usePerson().id;
  const [pending, setPending] = useState<number | null>(null);
  const others = (ids: readonly string[]) => ids.filter((id) => id !== me).join();

  /** What is moved, as it stands; null for a new one. */
  const { meeting: moved, isPending: isMovedComing } = useAsItStands(moving, movingDate);

  const take = async (span: Span, room: string | null) => {
    if (isMovedComing) return;
    if (moved) {
      desk.ask({ kind: 'moveTo', meetingId: moved.id, date: movingDate, to: { ...span, allDay: false } });
      return router.push(paths.meeting(moved.id, { date: movingDate }));
    }
    setPending(span.start);
    const hold = room === null ? null : await holdRoom(room, span);
    router.push(
      paths.newMeetingAt({
        start: rfc3339(span.start),
        end: rfc3339(span.end),
        who: others(asked.required),
        maybe: others(asked.optional),
        room: room ?? '',
        hold: hold ?? '',
        draft: forDraft ? '1' : '',
      }),
    );
  };
  return { pending, moved, take };
}

export type Using = ReturnType<typeof useUsing>;
