import type { ReactNode } from 'react';
import { Wordmark } from '@/components/logo';

/** The frame of the pages one sees before being signed in. */
export function Entrance({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <main className="entrance flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <div className="mb-8">
        <Wordmark />
      </div>
      <div className="w-full max-w-[400px] rounded-xl border border-line bg-surface p-6 sm:p-8">
        <h1 className="text-xl font-[650] tracking-[-0.01em]">{title}</h1>
        {lead ? <p className="mt-1.5 text-fg-2">{lead}</p> : null}
        <div className="mt-6">{children}</div>
      </div>
    </main>
  );
}
