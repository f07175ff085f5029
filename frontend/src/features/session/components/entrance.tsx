'use client';

import type { ReactNode } from 'react';
import { inOrder } from '@/components/in-order';
import { Wordmark } from '@/components/logo';
import { Skeleton } from '@/components/skeleton';
import { LanguageRow } from './language-row';

/** A link among the words of such a page. */
export const linkClass = 'rounded-xs font-[550] text-accent underline-offset-2 hover:underline';

interface Props {
  title: string;
  lead?: string;
  /** The heading takes the focus: it tells what became of what was on the page before. */
  focused?: boolean;
  /** What is filled in needs more than a column of 400 px. */
  wide?: boolean;
  children: ReactNode;
}

const takeFocus = (heading: HTMLElement | null) => heading?.focus();

/** The frame of the pages one sees before being signed in. It hangs from the top: what grows in it moves nothing above. */
export function Entrance({ title, lead, focused = false, wide = false, children }: Props) {
  return (
    <main ref={inOrder} className={`entrance in-order flex min-h-dvh flex-col items-center px-4 py-10 ${wide ? 'sm:pt-16' : 'sm:pt-[14vh]'}`}>
      <div className="mb-8">
        <Wordmark />
      </div>
      <div className={`w-full ${wide ? 'max-w-[640px]' : 'max-w-[400px]'} rounded-xl border border-line bg-surface p-6 sm:p-8`}>
        <h1
          key={title}
          {...(focused ? { ref: takeFocus, tabIndex: -1 } : {})}
          className="text-xl font-[650] tracking-[-0.01em] focus:outline-none"
        >
          {title}
        </h1>
        {lead ? <p className="mt-1.5 text-fg-2">{lead}</p> : null}
        <div ref={inOrder} className="in-order mt-6">{children}</div>
      </div>
      <LanguageRow />
    </main>
  );
}

/** The frame before it is known what it will hold. None of it stays when that comes, so nothing of it moves. */
export function EntranceSkeleton({ title, className }: { title: string; className: string }) {
  return (
    <Entrance title={title}>
      <Skeleton className={className} />
    </Entrance>
  );
}
