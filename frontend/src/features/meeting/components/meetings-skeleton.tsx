/** The rows of the list before they are there. */
export function MeetingRowsSkeleton() {
  return (
    <div className="skeleton-late flex flex-col gap-3">
      <div className="skeleton h-4 w-40" />
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {[0, 1, 2, 3].map((row) => (
          <div key={row} className="flex h-15 items-center gap-4 border-b border-line px-4 last:border-0">
            <div className="skeleton h-3.5 w-24 flex-none" />
            <div className="skeleton h-3.5 w-2/5" />
          </div>
        ))}
      </div>
    </div>
  );
}

/** The list's geometry before it is known whose it is. */
export function MeetingsSkeleton() {
  return (
    <div aria-busy="true" className="mx-auto w-full max-w-[816px] px-4 py-5 sm:px-6 lg:py-8">
      <div className="skeleton-late mb-6 flex flex-col gap-4">
        <div className="skeleton h-7 w-32" />
        <div className="skeleton h-9 w-full" />
      </div>
      <MeetingRowsSkeleton />
    </div>
  );
}
