'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { useProblemText } from '@/lib/api/problem-text';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { fillWithDemonstration } from '../mutations';

const words = wordsOf('admin');

/** A team and a month of meetings to look around in; only a fresh Convene can have them. */
export function Demonstration() {
  return (
    <Words of={words}>
      <Filling />
    </Words>
  );
}

function Filling() {
  const t = useTranslations('admin.demonstration');
  const problemText = useProblemText();
  const cache = useQueryClient();
  const filling = useMutation({ mutationFn: fillWithDemonstration, onSuccess: () => cache.invalidateQueries() });
  return (
    <div className="flex flex-col items-start gap-3">
      {filling.data ? null : (
        <Button isPending={filling.isPending} onPress={() => filling.mutate()}>
          {t('fill')}
        </Button>
      )}
      <div className="w-full" aria-live="polite">
        {filling.isPending ? <p className="text-fg-3">{t('filling')}</p> : null}
        {filling.isError ? <Notice tone="warning">{problemText(filling.error)}</Notice> : null}
        {filling.data ? (
          <div className="flex flex-col gap-2">
            <p className="font-[550]">{t('filled', { people: filling.data.people, meetings: filling.data.meetings })}</p>
            <p className="text-fg-2">{t('password')}</p>
            <p className="rounded-lg bg-sunken px-4 py-3 font-mono text-sm break-all select-all">{filling.data.password}</p>
          </div>
        ) : null}
      </div>
    </div>
  );
}
