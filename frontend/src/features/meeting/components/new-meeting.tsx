'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { emptyForm } from '../schema';
import { Composer } from './composer';

const words = wordsOf('guests', 'composer');

/** All fields of a new meeting on a page of their own; `?q=` fills them in from words. */
export function NewMeeting() {
  return (
    <Words of={words}>
      <Page />
    </Words>
  );
}

function Page() {
  const t = useTranslations('meetingForm');
  const router = useRouter();
  const formats = useFormats();
  const text = (useSearchParams().get('q') ?? '').slice(0, 500);
  const [fresh] = useState(() => {
    const hour = Math.ceil(Date.now() / 3_600_000) * 3_600_000;
    return emptyForm(hour, hour + 1_800_000, formats.zone);
  });
  return (
    <div className="mx-auto flex min-h-0 w-full max-w-[680px] flex-1 flex-col">
      <h1 className="px-5 pt-6 pb-1 text-xl font-[650] tracking-[-0.01em]">{t('createTitle')}</h1>
      <Composer fresh={fresh} text={text} onDone={({ id }) => router.push(paths.meeting(id))} onCancel={() => router.push(paths.calendar())} />
    </div>
  );
}
