'use client';

import { vars } from '@/components/css-vars';
import { percent } from '@/lib/grid/scale';
import { instantAtWall, type Day } from '@/lib/time/day';
import { useFormats } from '@/lib/time/formats-context';

/** The hours of other zones beside one's own, as they are on the first day in view; for eyes only. */
export function ZoneGutters({ day, zones }: { day: Day; zones: readonly string[] }) {
  const formats = useFormats();
  return (
    <div aria-hidden className="timegrid-zones">
      {zones.map((zone, index) => (
        <div key={zone} className="timegrid-zone" style={vars({ '--index': index })}>
          {Array.from({ length: 23 }, (_, hour) => (
            <span key={hour} className="timegrid-hour inset-x-0 pe-2" style={vars({ '--top': percent((hour + 1) * 60) })}>
              {formats.time(instantAtWall(day, (hour + 1) * 60), zone)}
            </span>
          ))}
          <span className="timegrid-mark" />
        </div>
      ))}
    </div>
  );
}
