'use client';

import { useId, type ReactNode } from 'react';

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

/** A part of the settings that is no list: what it is about, and its fields in one frame. */
export function Group({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-lg font-[620]">
        {title}
      </h2>
      {lead ? <p className="mt-1 text-fg-2">{lead}</p> : null}
      <div className="mt-3 flex flex-col gap-4 rounded-lg border border-line bg-surface p-4 sm:p-5">{children}</div>
    </section>
  );
}

interface SettingProps {
  title: ReactNode;
  detail?: ReactNode;
  children: ReactNode;
}

/** What is chosen, and beside it (below it, where there is no room) how. */
export function Setting({ title, detail, children }: SettingProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2 sm:flex-nowrap">
      <div className="min-w-0 flex-1 basis-52">
        <div className="font-[550]">{title}</div>
        {detail ? <div className="text-sm text-fg-3">{detail}</div> : null}
      </div>
      <div className="min-w-0 flex-none">{children}</div>
    </div>
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
