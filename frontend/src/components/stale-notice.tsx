import type { ReactNode } from 'react';
import { Button } from './button';
import { Notice } from './notice';

/** Above a list that could not be read again: what shows is from before. */
export function StaleNotice({ children, retry, onRetry }: { children: ReactNode; retry: string; onRetry(): void }) {
  const action = (
    <Button look="ghost" onPress={onRetry}>
      {retry}
    </Button>
  );
  return (
    <div className="mb-3">
      <Notice tone="warning" action={action}>
        {children}
      </Notice>
    </div>
  );
}
