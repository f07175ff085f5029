'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Group } from '@/components/section';
import { Skeleton } from '@/components/skeleton';
import { ProofProvider, useSecured } from '@/features/security';
import { Words } from '@/lib/locale';
import { useFormats } from '@/lib/time/formats-context';
import { wordsOf } from '@/lib/words';
import { takeOutOwnData } from '../mutations';
import { sizeOf } from '../size';

// The password is asked for in the words of its own part.
const words = wordsOf('security');
const parts = ['profile', 'meetings', 'written', 'told', 'security', 'trail'] as const;
const file = 'convene-data.zip';

/** Everything that is kept about the reader, to take away; it asks for the password first. */
export function ExportGroup() {
  return (
    <Words of={words} meanwhile={<Skeleton className="h-72" />}>
      <ProofProvider>
        <Export />
      </ProofProvider>
    </Words>
  );
}

function Export() {
  const t = useTranslations('settings.data');
  const { locale } = useFormats();
  const [octets, setOctets] = useState(0);
  const taking = useSecured({
    task: () => takeOutOwnData(setOctets),
    refreshes: ['nothing'],
    onDone: (data: Blob) => save(data),
  });
  const size = sizeOf(octets, locale);
  return (
    <Group title={t('exportTitle')} lead={t('exportLead')}>
      <div>
        <h3 className="text-sm font-[550] text-fg-2">{t('exportHolds')}</h3>
        <ul className="mt-1.5 flex list-disc flex-col gap-1 ps-5 text-fg-2 marker:text-fg-3">
          {parts.map((part) => (
            <li key={part}>{t(`exportParts.${part}`)}</li>
          ))}
        </ul>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          isPending={taking.isPending}
          icon={<Download aria-hidden className="size-4" strokeWidth={1.75} />}
          onPress={() => {
            setOctets(0);
            taking.mutate(undefined);
          }}
        >
          {t('exportStart')}
        </Button>
        <p role="status" className="tabular text-sm text-fg-2">
          {taking.isPending ? (octets > 0 ? t('exportComing', { size }) : t('exportGathering')) : taking.data ? t('exportDone', { file, size }) : null}
        </p>
      </div>
    </Group>
  );
}

/** Hands it to the browser, which asks where it goes or puts it among the downloads. */
function save(data: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(data);
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
