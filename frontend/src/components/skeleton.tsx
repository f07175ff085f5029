import { cx } from './class-names';

/**
 * The place of something that is coming. What comes is never drawn into the same element: the browser would take it for
 * one that moved.
 */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden className={cx('skeleton', className)} />;
}
