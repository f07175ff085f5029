'use client';

import { Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { inOrder } from '@/components/in-order';
import { Notice } from '@/components/notice';
import { Group } from '@/components/section';
import { PageHead } from '@/components/side-pages';
import { useProblemText } from '@/lib/api/problem-text';
import { keys } from '@/lib/api/keys';
import { importCalendar } from '../mutations';
import { ExportGroup } from './export-group';

/** What is mine: taking it out, and bringing it in. */
export function DataSection() {
  const t = useTranslations('settings.data');
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <div ref={inOrder} className="in-order flex flex-col gap-8">
        <ExportGroup />
        <Import />
      </div>
    </>
  );
}

function Import() {
  const t = useTranslations('settings.data');
  const problemText = useProblemText();
  const cache = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState('');
  const importing = useMutation({
    mutationFn: importCalendar,
    onSettled: () => {
      for (const queryKey of [keys.calendars, keys.meetings]) void cache.invalidateQueries({ queryKey });
    },
  });
  const report = importing.data;
  return (
    <Group title={t('importTitle')} lead={t('importLead')}>
      <input
        ref={input}
        type="file"
        accept=".ics,text/calendar"
        aria-label={t('importFile')}
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          if (!chosen) return;
          setFile(chosen.name);
          importing.mutate(chosen);
          target.value = '';
        }}
      />
      <div>
        <Button
          isPending={importing.isPending}
          icon={<Upload aria-hidden className="size-4" strokeWidth={1.75} />}
          onPress={() => input.current?.click()}
        >
          {t('importChoose')}
        </Button>
      </div>
      {importing.isError ? <Notice tone="danger">{problemText(importing.error)}</Notice> : null}
      {report ? (
        <div role="status" className="flex flex-col gap-2">
          <p className="font-[550]" dir="auto">
            {t('importDone', { file, imported: report.imported, updated: report.updated, unchanged: report.unchanged })}
          </p>
          {report.refused > 0 ? (
            <>
              <p className="text-fg-2">{t('importRefused', { count: report.refused })}</p>
              <ul className="flex max-h-64 flex-col gap-1.5 overflow-y-auto text-sm">
                {report.events
                  .filter(({ outcome }) => outcome === 'refused')
                  .map(({ line, title, detail }) => (
                    <li key={line}>
                      <span dir="auto" className="font-[550]">
                        {title || t('untitled')}
                      </span>{' '}
                      <span className="text-fg-3">{t('importLine', { line, detail })}</span>
                    </li>
                  ))}
              </ul>
            </>
          ) : null}
        </div>
      ) : null}
    </Group>
  );
}
