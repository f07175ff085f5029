'use client';

import type { ReactNode } from 'react';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';

const words = wordsOf('account');

/** The words of pages that nobody sees who is signed in. */
export function AccountWords({ children }: { children: ReactNode }) {
  return <Words of={words}>{children}</Words>;
}
