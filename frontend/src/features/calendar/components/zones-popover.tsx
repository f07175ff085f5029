'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { ZoneField } from '@/features/session';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { useFormats } from '@/lib/time/formats-context';
import { mostZones } from '../zones';

const words = wordsOf('views');

interface Props {
  zones: readonly string[];
  instant: number;
  onChange(zones: readonly string[]): void;
}

export function ZonesPopover(props: Props) {
  return (
    <Words of={words}>
      <Zones {...props} />
    </Words>
  );
}

/** Which other zones have their hours beside one's own. */
function Zones({ zones, instant, onChange }: Props) {
  const t = useTranslations('views');
  const formats = useFormats();
  return (
    <div className="flex flex-col gap-3 p-4">
      <div>
        <h2 className="text-base font-[620]">{t('zonesTitle')}</h2>
        <p className="text-sm text-fg-3">{t('zonesText')}</p>
      </div>
      <ul className="flex flex-col gap-1">
        {zones.map((zone) => (
          <li key={zone} className="flex items-center justify-between gap-2 rounded-md bg-hover ps-3">
            <span className="tabular min-w-0 truncate text-sm">
              {formats.zoneLabel(instant, zone)} · {formats.time(instant, zone)}
            </span>
            <Button
              look="ghost"
              square
              aria-label={t('removeZone', { zone: formats.zoneLabel(instant, zone) })}
              onPress={() => onChange(zones.filter((one) => one !== zone))}
              icon={<X aria-hidden className="size-4" strokeWidth={1.75} />}
            />
          </li>
        ))}
      </ul>
      {zones.length < mostZones ? <ZoneField key={zones.length} label={t('addZone')} value="" instant={instant} onChange={(zone) => onChange([...zones, zone])} /> : null}
    </div>
  );
}
