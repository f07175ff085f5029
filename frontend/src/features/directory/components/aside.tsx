import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from '@/components/link';

/** What is known about somebody, or a room, beside their week; above it where there is no room. */
export function Aside({ back, children }: { back: { href: string; label: string }; children: ReactNode }) {
  return (
    <div className="flex flex-none flex-col gap-5 border-b border-line p-4 sm:p-5 lg:w-80 lg:overflow-y-auto lg:border-e lg:border-b-0">
      <Link href={back.href} className="-mb-2 inline-flex min-h-8 items-center gap-1.5 self-start rounded-sm text-sm font-[500] text-fg-2 hover:text-fg">
        <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" strokeWidth={1.75} />
        {back.label}
      </Link>
      {children}
    </div>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="mb-1 text-xs font-[550] text-fg-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
