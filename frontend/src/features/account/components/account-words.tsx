'use client';

import type { ReactNode } from 'react';
import { Words } from '@/lib/locale';
import messages from '@/messages/en.account.json';

/** The words of pages that nobody sees who is signed in. */
export function AccountWords({ children }: { children: ReactNode }) {
  return <Words more={messages}>{children}</Words>;
}
