'use client';

import { ArrowRight, PanelRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { Link } from '@/components/link';
import type { CalendarEntry } from '@/lib/api/types';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { paths } from '@/lib/routes';
import { desk } from '../desk';
import { EventDetails } from './event-details';

const words = wordsOf('guests', 'composer');

/** A date of a meeting in short, for the card beside it in the calendar. */
export function EventCard({ entry, onLeave }: { entry: CalendarEntry; onLeave(): void }) {
  return (
    <Words of={words}>
      <div className="max-h-[min(70dvh,640px)] overflow-y-auto p-4">
        <EventDetails entry={entry} onLeave={onLeave} />
        <Foot
          entry={entry}
          onPanel={() => {
            onLeave();
            desk.ask({ kind: 'panel', entry });
          }}
        />
      </div>
    </Words>
  );
}

/** Two ways to see more: beside the page, or on the page of the meeting. */
function Foot({ entry, onPanel }: { entry: CalendarEntry; onPanel(): void }) {
  const t = useTranslations('event');
  const words = useTranslations('meeting');
  return (
    <div className="-mx-2 mt-1 -mb-1 flex flex-wrap justify-between">
      <Button look="ghost" onPress={onPanel} icon={<PanelRight aria-hidden className="size-4 rtl:-scale-x-100" strokeWidth={1.75} />}>
        {t('toPanel')}
      </Button>
      <Link href={paths.entry(entry)} className={buttonClass('ghost')}>
        {words('open')}
        <ArrowRight aria-hidden className="size-4 rtl:-scale-x-100" strokeWidth={1.75} />
      </Link>
    </div>
  );
}
