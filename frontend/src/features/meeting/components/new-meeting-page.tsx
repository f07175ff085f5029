'use client';

import dynamic from 'next/dynamic';

/** The shape of the page while it is coming. */
export function NewMeetingSkeleton() {
  return (
    <div aria-hidden className="mx-auto flex w-full max-w-[680px] flex-col gap-4 px-5 pt-6">
      <div className="skeleton h-7 w-40" />
      {[58, 66, 58, 58, 58, 58].map((height, index) => (
        <div key={index} className={height === 66 ? 'skeleton h-[66px]' : 'skeleton h-[58px]'} />
      ))}
    </div>
  );
}

// Its fields weigh more than any page may at first.
export const NewMeetingPage = dynamic(() => import('./new-meeting').then(({ NewMeeting }) => NewMeeting), {
  ssr: false,
  loading: () => <NewMeetingSkeleton />,
});
