'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { TextField } from '@/components/text-field';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { useFormats } from '@/lib/time/formats-context';
import { daysFrom, startOfWeek } from '@/lib/time/range';
import { dateIn } from '../jump';

const words = wordsOf('views');

interface Props {
  today: Temporal.PlainDate;
  onGo(date: Temporal.PlainDate): void;
}

export function JumpPopover(props: Props) {
  return (
    <Words of={words}>
      <Jump {...props} />
    </Words>
  );
}

/** Type a date as one says it. */
function Jump({ today, onGo }: Props) {
  const t = useTranslations('views');
  const formats = useFormats();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const date = dateIn(text, today, {
    weekdays: daysFrom(startOfWeek(today, 1), 7).map((day) => formats.date(day, { weekday: 'long' })),
    months: Array.from({ length: 12 }, (_, month) => formats.date(today.with({ month: month + 1, day: 1 }), { month: 'long' })),
    today: t('today'),
    tomorrow: t('tomorrow'),
    yesterday: t('yesterday'),
  });
  return (
    <form
      className="flex flex-col gap-3 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (date) onGo(date);
        else setTried(true);
      }}
    >
      <h2 className="text-base font-[620]">{t('jumpTitle')}</h2>
      <TextField
        label={t('jumpLabel')}
        hint={t('jumpHint')}
        value={text}
        onChange={(typed) => {
          setText(typed);
          setTried(false);
        }}
        fault={tried && !date ? t('jumpFault') : undefined}
        autoFocus
        autoComplete="off"
      />
      <Button type="submit" look="primary">
        {date ? t('jumpTo', { day: formats.date(date, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }) }) : t('go')}
      </Button>
    </form>
  );
}
