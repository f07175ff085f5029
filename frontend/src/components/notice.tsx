import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names';

const tones = {
  danger: { look: 'bg-danger-soft text-danger', Icon: CircleAlert },
  warning: { look: 'bg-warning-soft text-warning', Icon: TriangleAlert },
  info: { look: 'bg-info-soft text-info', Icon: Info },
} as const;

interface Props {
  tone?: keyof typeof tones;
  /** An error is announced once, at once; the rest politely. */
  children: ReactNode;
  action?: ReactNode;
}

export function Notice({ tone = 'info', children, action }: Props) {
  const { look, Icon } = tones[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={cx('flex gap-2.5 rounded-md px-3 text-sm font-[500]', action ? 'items-center py-1' : 'items-start py-2.5', look)}
    >
      <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}
