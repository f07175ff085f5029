'use client';

import { useTranslations } from 'use-intl';
import { useProblemText } from '@/lib/api/problem-text';
import { NoPasskeyUsed, PasskeyIsKnown } from '../passkeys';

/** What went wrong with a passkey in the reader's words, whether the browser or the server refused it. */
export function usePasskeyText(): (reason: unknown) => string {
  const t = useTranslations('passkeys');
  const problemText = useProblemText();
  return (reason) => {
    if (reason instanceof NoPasskeyUsed) return t('noneUsed');
    return reason instanceof PasskeyIsKnown ? t('known') : problemText(reason);
  };
}
