import type { ReactNode } from 'react';
import { cx } from './class-names';

const tones = {
  neutral: 'bg-hover text-fg-2',
  accent: 'bg-accent-soft text-accent-text',
  success: 'bg-success-soft text-success',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
  info: 'bg-info-soft text-info',
} as const;

export type ChipTone = keyof typeof tones;

export function Chip({ tone = 'neutral', icon, children }: { tone?: ChipTone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={cx('inline-flex h-6 items-center gap-1.5 rounded-full px-2.5 text-xs font-[550] whitespace-nowrap', tones[tone])}>
      {icon}
      {children}
    </span>
  );
}
