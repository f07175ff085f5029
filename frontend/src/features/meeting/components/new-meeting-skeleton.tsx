/** The shape of the page for a new meeting while it is coming. */
export function NewMeetingSkeleton() {
  return (
    <div aria-hidden className="mx-auto flex w-full max-w-[680px] flex-col gap-4 px-5 pt-6">
      <div className="skeleton h-7 w-40" />
      {[1, 2, 3, 4, 5, 6].map((field) => (
        <div key={field} className="skeleton h-[60px]" />
      ))}
    </div>
  );
}
