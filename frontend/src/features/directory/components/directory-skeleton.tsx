/** The rows of a list before they are there. */
export function RowsSkeleton() {
  return (
    <div className="skeleton-late divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <div key={row} className="flex h-16 items-center gap-3 px-4">
          <div className="skeleton size-10 flex-none rounded-full" />
          <div className="flex flex-1 flex-col gap-2">
            <div className="skeleton h-3.5 w-40" />
            <div className="skeleton h-3 w-56 max-w-full" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** A list's geometry before it is known whose it is. */
export function DirectorySkeleton({ wide = false }: { wide?: boolean }) {
  return (
    <div aria-busy="true" className={`mx-auto w-full px-4 py-5 sm:px-6 lg:py-8 ${wide ? 'max-w-[1440px]' : 'max-w-[816px]'}`}>
      <div className="skeleton-late mb-6 flex flex-col gap-4">
        <div className="skeleton h-7 w-32" />
        <div className="skeleton h-9 w-full" />
      </div>
      <RowsSkeleton />
    </div>
  );
}

/** Somebody, or a room, and their week. */
export function OneSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-1 flex-col lg:flex-row">
      <div className="skeleton-late flex flex-none flex-col gap-4 border-line p-5 lg:w-80 lg:border-e">
        <div className="skeleton size-14 rounded-full" />
        <div className="skeleton h-7 w-48" />
        <div className="skeleton h-4 w-32" />
        <div className="skeleton h-9 w-full" />
      </div>
      <div className="skeleton-late flex-1 p-5">
        <div className="skeleton h-full min-h-96" />
      </div>
    </div>
  );
}
