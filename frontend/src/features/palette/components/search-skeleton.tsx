/** The page of a search before anything is found. */
export function SearchSkeleton() {
  return (
    <div aria-busy="true" className="mx-auto w-full max-w-[816px] px-4 py-5 sm:px-6 lg:py-8">
      <div className="skeleton-late flex flex-col gap-4">
        <div className="skeleton h-7 w-32" />
        <div className="skeleton h-10 w-full" />
      </div>
    </div>
  );
}
