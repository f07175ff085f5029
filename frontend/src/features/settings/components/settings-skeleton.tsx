/** A page of settings before it is known whose they are. */
export function SettingsSkeleton() {
  return (
    <div aria-busy="true" className="mx-auto flex w-full max-w-[944px] px-4 py-5 sm:px-6 md:gap-8 lg:py-8">
      <div className="hidden w-44 flex-none md:block lg:w-52" />
      <div className="skeleton-late flex min-w-0 max-w-[640px] flex-1 flex-col gap-8">
        <div className="skeleton h-7 w-40" />
        {[0, 1, 2].map((row) => (
          <div key={row} className="flex flex-col gap-3">
            <div className="skeleton h-5 w-48" />
            <div className="skeleton h-28" />
          </div>
        ))}
      </div>
    </div>
  );
}
