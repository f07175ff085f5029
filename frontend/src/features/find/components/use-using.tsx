'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { usePerson } from '@/features/session';
import { paths } from '@/lib/routes';
import { rfc3339 } from '@/lib/time/moment';
import { holdRoom } from '../mutations';
import type { Span } from '../standing';
import type { Answer } from './use-answer';
import type { useQuestion } from './use-question';

/** What becomes of a time: the fields of a new meeting are filled in with it, and its room is kept meanwhile. */
export function useUsing({ forDraft }: Pick<ReturnType<typeof useQuestion>, 'forDraft'>, { asked }: Pick<Answer, 'asked'>) {
  const router = useRouter();
  const me = usePerson().id;
  const [pending, setPending] = useState<number | null>(null);
  const others = (ids: readonly string[]) => ids.filter((id) => id !== me).join();

  const take = async (span: Span, room: string | null) => {
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
  return { pending, take };
}

export type Using = ReturnType<typeof useUsing>;
