import { cx } from './class-names';

/**
 * The place of something that is coming. What comes is never drawn into the same element: the browser would take it for
 * one that moved.
 */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden className={cx('skeleton', className)} />;
}

interface RowsProps {
  rows?: number;
  /** Those of people and rooms begin with a face. */
  faces?: boolean;
}

/** A card of rows before they are there. */
export function RowsSkeleton({ rows = 6, faces = false }: RowsProps) {
  return (
    <div aria-hidden className="skeleton-late divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={cx('flex items-center gap-3 px-4', faces ? 'h-16' : 'h-14')}>
          {faces ? <div className="skeleton size-10 flex-none rounded-full" /> : null}
          <div className="flex flex-1 flex-col gap-2">
            <div className="skeleton h-3.5 w-40" />
            <div className="skeleton h-3 w-56 max-w-full" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** A control with its label above, before it is there. */
export function FieldSkeleton({ label = '\u00a0' }: { label?: string }) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <span className="text-sm font-[550] text-fg-2">{label}</span>
      <div className="skeleton h-(--control)" />
    </div>
  );
}
