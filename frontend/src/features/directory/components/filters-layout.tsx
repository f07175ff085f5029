import type { ReactNode } from 'react';

interface Props {
  /** How many seats, and when free. */
  seats: ReactNode;
  freeAt: ReactNode;
  /** What rooms have, and what its line is called; of nothing there is no line. */
  equipment: readonly string[];
  equipmentLabel?: string;
  chip?(each: string): ReactNode;
  clear?: ReactNode;
}

/** Where each filter of rooms stands, be it there or on its way. */
export function FiltersLayout({ seats, freeAt, equipment, equipmentLabel = '', chip, clear = null }: Props) {
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
      <div className="min-w-32">{seats}</div>
      <div className="min-w-36">{freeAt}</div>
      {equipment.length > 0 ? (
        <div className="flex min-w-0 flex-col gap-1.5">
          <span aria-hidden className="text-sm font-[550] text-fg-2">
            {equipmentLabel}
          </span>
          <ul aria-label={equipmentLabel} className="flex flex-wrap gap-1.5">
            {equipment.map((each) => (
              <li key={each}>{chip?.(each)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {clear}
    </div>
  );
}

/** As large as its words make it. */
export const chipClass = 'h-(--control) rounded-full border px-3 text-sm font-[550]';
