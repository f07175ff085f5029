'use client';

import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Dialog, DialogBody } from '@/components/dialog';
import { useMedia } from '@/components/use-media';
import type { CalendarEntry } from '@/lib/api/types';
import { occurrenceOf } from '../moves';
import { EventDetails } from './event-details';

/** All about one date, beside the page, which stays usable; a sheet on phones. Escape closes it, and focus returns. */
export function EventPanel({ entry, onClose }: { entry: CalendarEntry | null; onClose(): void }) {
  const t = useTranslations('event');
  const phone = useMedia('(width < 768px)');
  if (phone) {
    return (
      <Dialog title={t('panel')} isOpen={entry !== null} onClose={onClose} sheet closeLabel={t('close')}>
        {entry ? (
          <DialogBody>
            <EventDetails entry={entry} whole onLeave={onClose} />
          </DialogBody>
        ) : null}
      </Dialog>
    );
  }
  return entry ? <Beside key={occurrenceOf(entry)} entry={entry} onClose={onClose} /> : null;
}

function Beside({ entry, onClose }: { entry: CalendarEntry; onClose(): void }) {
  const t = useTranslations('event');
  const panel = useRef<HTMLElement>(null);
  const returnTo = useRef<Element | null>(null);
  useEffect(() => {
    returnTo.current = document.activeElement;
    panel.current?.focus();
    return () => (returnTo.current as HTMLElement | null)?.focus?.();
  }, []);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={entry.title ?? t('panel')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
      className="sheet fixed top-0 bottom-(--bars,0px) end-0 z-20 flex w-[320px] flex-col border-s border-line bg-raised shadow-2 outline-none lg:w-[360px]"
    >
      <div className="flex flex-none justify-end px-3 pt-3">
        <Button
          look="ghost"
          square
          aria-label={t('close')}
          onPress={onClose}
          icon={<X aria-hidden className="size-4.5" strokeWidth={1.75} />}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">
        <EventDetails entry={entry} whole onLeave={onClose} />
      </div>
    </aside>
  );
}
