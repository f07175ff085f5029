'use client';

import { X } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Tag, TagGroup, TagList } from 'react-aria-components/TagGroup';
import { useTranslations } from 'use-intl';
import { useFormats } from '@/lib/time/formats-context';
import type { QuickAdd } from './use-quick-add';

/** What was understood, each stretch a chip; taking one away makes it title again. */
export function Understood({ quick }: { quick: QuickAdd }) {
  const t = useTranslations('quickAdd');
  const formats = useFormats();
  const { tokens } = quick.entry;
  if (tokens.length === 0) return null;
  const items = tokens.map(({ from, to, meaning }) => ({ id: from, text: quick.text.slice(from, to), meaning }));
  return (
    <div className="flex flex-col gap-2">
      <TagGroup aria-label={t('understood')} onRemove={(removed) => [...removed].forEach((from) => quick.refuse(Number(from)))}>
        <TagList className="flex flex-wrap gap-1.5" items={items}>
          {({ text }) => (
            <Tag
              textValue={text}
              className="flex h-7 max-w-full cursor-default items-center gap-0.5 rounded-full bg-accent-soft ps-2.5 pe-0.5 text-sm font-[500] text-accent-text pointer-coarse:h-9"
            >
              <span dir="auto" className="truncate">
                {text}
              </span>
              <Button
                slot="remove"
                aria-label={t('asWords', { text })}
                className="flex size-6 cursor-pointer items-center justify-center rounded-full hover:bg-surface pointer-coarse:size-8"
              >
                <X aria-hidden className="size-3.5" strokeWidth={2} />
              </Button>
            </Tag>
          )}
        </TagList>
      </TagGroup>
      {items.map(({ id, text, meaning }) =>
        meaning.kind === 'day' && meaning.other ? (
          <p key={id} className="text-sm text-fg-2">
            {t('readAs', { day: formats.longDate(meaning.date) })}{' '}
            <button
              type="button"
              className="cursor-pointer rounded-xs font-[550] text-accent underline underline-offset-2"
              onClick={() => quick.write(quick.text.replace(text, meaning.other!.toString()))}
            >
              {t('orRather', { day: formats.longDate(meaning.other) })}
            </button>
          </p>
        ) : null,
      )}
    </div>
  );
}
