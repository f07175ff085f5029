'use client';

import { useTranslations } from 'use-intl';
import { sentence } from '../forms';
import { ApiProblem, Unreachable } from './problem';
import { refusalIn } from './refusals';
import { Stopped } from './slow';

/** What went wrong in the reader's words: ours for the codes we know, else the server's sentence. */
export function useProblemText(): (reason: unknown) => string {
  const t = useTranslations('problems');
  return (reason) => {
    if (reason instanceof Stopped) return t('stopped');
    if (reason instanceof Unreachable) return t('unreachable');
    if (!(reason instanceof ApiProblem)) return t('unexpected');
    const code = reason.code as Parameters<typeof t>[0];
    if (t.has(code)) return t(code);
    return refusalIn(reason.code) ?? (reason.status >= 500 ? t('unexpected') : sentence(reason.message));
  };
}
