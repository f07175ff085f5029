import type { ReactNode } from 'react';
import { Entrance } from '@/features/session';

interface Props {
  title: string;
  lead: string;
  /** What can be done next. */
  children: ReactNode;
}

/** What became of it, in the place of the form; read out, because its heading takes the focus. */
export function Outcome({ title, lead, children }: Props) {
  return (
    <Entrance title={title} lead={lead} focused>
      <div className="flex flex-col gap-2">{children}</div>
    </Entrance>
  );
}
