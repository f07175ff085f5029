'use client';

import { PanelRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import type { CalendarEntry } from '@/lib/api/types';
import { Words } from '@/lib/locale';
import messages from '@/messages/en.composer.json';
import { desk } from '../desk';
import { EventDetails } from './event-details';

/** A date of a meeting in short, for the card beside it in the calendar. */
export function EventCard({ entry, onLeave }: { entry: CalendarEntry; onLeave(): void }) {
  return (
    <Words more={messages}>
      <div className="max-h-[min(70dvh,640px)] overflow-y-auto p-4">
        <EventDetails entry={entry} onLeave={onLeave} />
        <ToPanel
          onPress={() => {
            onLeave();
            desk.ask({ kind: 'panel', entry });
          }}
        />
      </div>
    </Words>
  );
}

function ToPanel({ onPress }: { onPress(): void }) {
  const t = useTranslations('event');
  return (
    <Button look="ghost" className="mt-1 -ms-2" onPress={onPress} icon={<PanelRight aria-hidden className="size-4" strokeWidth={1.75} />}>
      {t('toPanel')}
    </Button>
  );
}
