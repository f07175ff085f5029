'use client';

import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { Button, buttonClass } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ApiProblem } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';

interface Props {
  reason: unknown;
  title: string;
  text: string;
  back: { href: string; label: string };
  retry: string;
  onRetry(): void;
}

/** A page about somebody or something that is not there, or cannot be read just now. */
export function NotThere({ reason, title, text, back, retry, onRetry }: Props) {
  const problemText = useProblemText();
  const gone = reason instanceof ApiProblem && (reason.status === 404 || reason.status === 422);
  return (
    <EmptyState
      page
      title={gone ? title : problemText(reason)}
      icon={<SearchX aria-hidden className="size-5" strokeWidth={1.75} />}
      action={
        gone ? (
          <Link href={back.href} className={buttonClass('primary')}>
            {back.label}
          </Link>
        ) : (
          <Button onPress={onRetry}>{retry}</Button>
        )
      }
    >
      {gone ? text : null}
    </EmptyState>
  );
}
