import type { ReactNode } from 'react';

/** What a page is called; it is there before anything else of it. */
export function PageTitle({ children }: { children: ReactNode }) {
  return <h1 className="text-xl font-[650] tracking-[-0.01em]">{children}</h1>;
}
