'use client';

import { SearchX } from 'lucide-react';
import { buttonClass } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Link } from '@/components/link';
import { NotRead } from '@/features/session';
import { ApiProblem } from '@/lib/api/problem';

interface Props {
  reason: unknown;
  title: string;
  text: string;
  /** What could not be read, when it may well be there. */
  unread: string;
  back: { href: string; label: string };
  retry: string;
  onRetry(): void;
}

/** A page about somebody or something that is not there, or cannot be read just now. */
export function NotThere({ reason, title, text, unread, back, retry, onRetry }: Props) {
  const gone = reason instanceof ApiProblem && (reason.status === 404 || reason.status === 422);
  if (!gone) return <NotRead page reason={reason} title={unread} retry={retry} onRetry={onRetry} />;
  return (
    <EmptyState
      page
      title={title}
      icon={<SearchX aria-hidden className="size-5" strokeWidth={1.75} />}
      action={
        <Link href={back.href} className={buttonClass('primary')}>
          {back.label}
        </Link>
      }
    >
      {text}
    </EmptyState>
  );
}
