import type { ReactNode } from 'react';
import { Button } from './button';
import { Notice } from './notice';

interface Props {
  /** Nobody is told to try again what they may not do. */
  mayRetry?: boolean;
  children: ReactNode;
  retry: string;
  onRetry(): void;
}

/** What could not be read, or not again: then what shows below is from before. */
export function StaleNotice({ mayRetry = true, children, retry, onRetry }: Props) {
  const action = mayRetry ? (
    <Button look="ghost" onPress={onRetry}>
      {retry}
    </Button>
  ) : null;
  return (
    <div className="mb-3">
      <Notice tone="warning" action={action}>
        {children}
      </Notice>
    </div>
  );
}
