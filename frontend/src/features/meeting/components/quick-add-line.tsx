'use client';

import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { TextField } from '@/components/text-field';
import type { MeetingForm } from '../schema';
import { Understood } from './understood';
import { useQuickAdd } from './use-quick-add';

interface Props {
  initial: string;
  onFill(fill: (before: MeetingForm) => MeetingForm): void;
}

/** Fills the fields below in from a few words. */
export function QuickAddLine({ initial, onFill }: Props) {
  const t = useTranslations('quickAdd');
  const quick = useQuickAdd(initial);
  const line = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const isWaiting = useRef(initial !== '');

  const fill = () => {
    if (quick.text.trim() === '') return;
    onFill(quick.fill);
    quick.write('');
  };
  useEffect(() => {
    if (!isWaiting.current || quick.isSearching) return;
    isWaiting.current = false;
    fill();
    // Once, as soon as it is known whom the names mean.
  });

  return (
    <div
      className="flex flex-col gap-2"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.target !== line.current || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        fill();
      }}
    >
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-[1_1_15rem]">
          <TextField
            label={t('label')}
            placeholder={t('placeholder')}
            value={quick.text}
            onChange={quick.write}
            maxLength={500}
            inputRef={line}
          />
        </div>
        <Button onPress={fill} isDisabled={quick.text.trim() === ''}>
          {t('fill')}
        </Button>
      </div>
      <Understood quick={quick} />
    </div>
  );
}
