'use client';

import { useId, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { useProblemText } from '@/lib/api/problem-text';

interface SectionProps {
  title: string;
  lead?: string;
  children: ReactNode;
  /** Below the rows. */
  action?: ReactNode;
}

/** A part of the settings: what it is about, and its rows in one frame. */
export function Section({ title, lead, children, action }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-lg font-[620]">
        {title}
      </h2>
      {lead ? <p className="mt-1 text-fg-2">{lead}</p> : null}
      <ul className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface">{children}</ul>
      {action ? <div className="mt-3 flex flex-wrap gap-2">{action}</div> : null}
    </section>
  );
}

interface RowProps {
  icon?: ReactNode;
  title: ReactNode;
  detail?: ReactNode;
  chip?: ReactNode;
  action?: ReactNode;
}

export function Row({ icon, title, detail, chip, action }: RowProps) {
  return (
    <li className="flex min-h-15 items-center gap-3 px-4 py-2.5">
      {icon ? <span className="flex-none text-fg-3">{icon}</span> : null}
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span dir="auto" className="min-w-0 font-[550] break-words">
            {title}
          </span>
          {chip}
        </div>
        {detail ? <div className="text-sm break-words text-fg-3">{detail}</div> : null}
      </div>
      {action}
    </li>
  );
}

interface LoadedProps<Data> {
  query: { data: Data | undefined; isError: boolean; error: unknown; refetch(): Promise<unknown> };
  children(data: Data): ReactNode;
}

/** Rows once they are there; until then their place, or why they are not. */
export function Loaded<Data>({ query, children }: LoadedProps<Data>) {
  const t = useTranslations('security');
  const problemText = useProblemText();
  if (query.data !== undefined) return children(query.data);
  if (!query.isError) {
    return (
      <li aria-busy="true" className="p-4">
        <div className="skeleton h-7" />
      </li>
    );
  }
  return (
    <li className="p-3">
      <Notice
        tone="warning"
        action={
          <Button look="ghost" onPress={() => void query.refetch()}>
            {t('retry')}
          </Button>
        }
      >
        {problemText(query.error)}
      </Notice>
    </li>
  );
}
