import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useBars } from './bars';
import { Button } from './button';
import { Notice } from './notice';

interface Props {
  /** Nothing is shown from before: it stands where that would be. */
  inPlace?: boolean;
  /** Nobody is told to try again what they may not do. */
  mayRetry?: boolean;
  children: ReactNode;
  retry: string;
  onRetry(): void;
}

/** What could not be read, or not again: then what is shown is from before, and this stands below the page, where it moves nothing. */
export function StaleNotice({ inPlace = false, mayRetry = true, children, retry, onRetry }: Props) {
  const bars = useBars();
  const action = mayRetry ? (
    <Button look="ghost" onPress={onRetry}>
      {retry}
    </Button>
  ) : null;
  if (bars && !inPlace) {
    return createPortal(
      <div className="flex min-h-9 items-center justify-center gap-x-2 border-t border-line bg-warning-soft px-4 py-0.5 text-sm font-[500] text-warning max-md:py-1.5">
        <TriangleAlert aria-hidden className="size-4 flex-none" strokeWidth={1.75} />
        <span className="min-w-0 text-pretty">{children}</span>
        {action}
      </div>,
      bars,
    );
  }
  return (
    <div className="mb-3">
      <Notice tone="warning" action={action}>
        {children}
      </Notice>
    </div>
  );
}
