/** The security page's geometry before it is known whose it is. */
export function SecuritySkeleton() {
  return (
    <div aria-busy="true">
      <div className="skeleton-late flex flex-col gap-8">
        <div className="skeleton h-7 w-40" />
        {[0, 1, 2, 3].map((row) => (
          <div key={row} className="flex flex-col gap-3">
            <div className="skeleton h-5 w-48" />
            <div className="skeleton h-24" />
          </div>
        ))}
      </div>
    </div>
  );
}
