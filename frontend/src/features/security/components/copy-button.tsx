'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';

const icon = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const;

/** Copies a text, and says so in its own place; where a browser refuses, the text can still be selected. */
export function CopyButton({ text }: { text: string }) {
  const t = useTranslations('security');
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  return (
    <>
      <Button onPress={copy} icon={state === 'copied' ? <Check {...icon} /> : <Copy {...icon} />}>
        {t(state === 'copied' ? 'copied' : 'copy')}
      </Button>
      <span role="status" className={state === 'refused' ? 'self-center text-sm text-fg-2' : 'sr-only'}>
        {state === 'refused' ? t('copyRefused') : state === 'copied' ? t('copied') : ''}
      </span>
    </>
  );
}
