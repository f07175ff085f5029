'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import type { ApiProblem, Offer } from '@/lib/api/problem';
import { useFormats } from '@/lib/time/formats-context';
import { spanText } from '@/lib/time/span';
import { shownMoment } from '../moves';
import { roomNames } from '../saving';

interface Props {
  problem: Pick<ApiProblem, 'conflicts' | 'offers'>;
  /** A way out was chosen: what is sent in the place of what was asked for. */
  onTake(members: Record<string, unknown>): void;
}

/** Why it cannot be, and what can: each way out is one button. */
export function WaysOut({ problem, onTake }: Props) {
  const t = useTranslations('waysOut');
  const formats = useFormats();
  const { conflicts, offers } = problem;
  const names = [...new Set(conflicts.map(({ resource }) => resource.name).filter(Boolean))];
  const rooms = useRoomNames(offers);

  const label = (offer: Offer): string | null => {
    const count = offer.exceptions?.length ?? 1;
    switch (offer.kind) {
      case 'skip':
        return t('skip', { count });
      case 'move':
        return offer.start && offer.end
          ? t('at', { time: spanText({ start: shownMoment(offer.start), end: shownMoment(offer.end) }, formats) })
          : t('moveThose', { count });
      case 'another_room':
        return rooms.has(offer) ? t('inRooms', { rooms: rooms.get(offer)! }) : null;
      case 'optional':
        return t('optional');
      case 'propose':
        return null;
    }
  };

  return (
    <div role="alert" className="flex flex-col gap-2.5 rounded-md bg-warning-soft p-3 text-sm">
      <p className="font-[550] text-warning">
        {t('taken', { names: formats.list(names), count: names.length, dates: new Set(conflicts.map((one) => one.original_start)).size })}
      </p>
      <div className="flex flex-wrap gap-2 empty:hidden">
        {offers.map((offer, index) => {
          const text = label(offer);
          const { kind, ...members } = offer;
          return text ? (
            <Button key={`${kind} ${index}`} onPress={() => onTake(members)}>
              {text}
            </Button>
          ) : null;
        })}
      </div>
    </div>
  );
}

/** The rooms that offers are about, by their names, as soon as those are known. */
function useRoomNames(offers: readonly Offer[]): ReadonlyMap<Offer, string> {
  const formats = useFormats();
  const [rooms, setRooms] = useState<ReadonlyMap<Offer, string>>(new Map());
  useEffect(() => {
    for (const offer of offers) {
      if (!offer.rooms) continue;
      roomNames(offer.rooms).then(
        (found) => setRooms((known) => new Map(known).set(offer, formats.list(found))),
        () => undefined,
      );
    }
  }, [offers, formats]);
  return rooms;
}
