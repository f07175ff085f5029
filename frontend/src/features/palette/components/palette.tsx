'use client';

import { ChevronLeft, CornerDownLeft, Search, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { cx } from '@/components/class-names';
import { KeyCaps } from '@/components/key-caps';
import { toasts } from '@/components/toasts';
import { useKeyWords } from '@/features/session';
import { keeper } from '@/lib/keeper';
import { chordOf } from '@/lib/keys';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { askedOf, stepped, withUsed, type Page, type Row, type Section, type Used } from '../rows';
import { RowIcon } from './row-icon';
import { useKnownRows } from './use-known-rows';
import { useSoughtRows, useWhenRows } from './use-sought-rows';

const words = wordsOf('admin', 'palette', 'settings');
const keptAs = 'palette.used';

/** Everything that can be done, gone to or found, from one line. */
export function Palette({ onClose }: { onClose(): void }) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className="fixed inset-0 z-40 flex items-start justify-center bg-[rgb(18_18_20/.32)] md:px-4 md:pt-[12vh]"
    >
      <Modal className="flex h-dvh w-full flex-col overflow-hidden bg-raised shadow-3 outline-none md:h-auto md:max-h-[70vh] md:max-w-[640px] md:rounded-xl">
        <Words of={words}>
          <Finder onClose={onClose} />
        </Words>
      </Modal>
    </ModalOverlay>
  );
}

function Finder({ onClose }: { onClose(): void }) {
  const t = useTranslations('palette');
  const { rows, offered } = useKnownRows();
  const [typed, setTyped] = useState('');
  const [page, setPage] = useState<Page | null>(null);
  const [used, setUsed] = useState<readonly Used[]>([]);
  const router = useRouter();
  useEffect(() => {
    void keeper.get(keptAs).then((kept) => Array.isArray(kept) && setUsed(kept as Used[]));
  }, []);

  const { scope, words: asked } = page === null ? askedOf(typed) : { scope: 'all' as const, words: typed.trim() };
  const sought = useSoughtRows(scope, page === null ? asked : '');
  const when = useWhenRows(asked, page === 'date' ? 'date' : 'move', offered.get(page === 'date' ? 'calendar.jump' : 'event.moveTo')?.when);
  const recent = used.flatMap(({ path, ...kept }): Row[] => (path ? [{ ...kept, path, section: 'recent', run: () => router.push(path) }] : rows.named(kept.key)));

  const sections: readonly Section[] = (() => {
    if (page === 'theme') return rows.of('theme.', asked);
    if (page !== null) return when.length > 0 ? [{ name: 'here', rows: when }] : [];
    return asked === '' ? rows.usual(scope, recent) : rows.found(scope, asked, sought.rows);
  })();
  const all = sections.flatMap((section) => section.rows);

  const choose = (row: Row) => {
    if (row.why !== undefined) return void toasts.show({ about: 'palette', text: row.why });
    if (row.page) {
      setPage(row.page);
      setTyped('');
      return;
    }
    void keeper.put(keptAs, withUsed(used, { key: row.key, text: row.text, icon: row.icon, ...(row.path ? { path: row.path } : {}) }));
    onClose();
    // Focus goes back first: what opens now returns it there when it closes.
    setTimeout(() => row.run(), 40);
  };
  const back = () => {
    setPage(null);
    setTyped('');
  };

  return (
    <Dialog aria-label={t('title')} className="flex min-h-0 flex-1 flex-col outline-none">
      <Line typed={typed} page={page} rows={all} sections={sections} onType={setTyped} onChoose={choose} onBack={back} onClose={onClose} />
      {all.length === 0 ? (
        <p className="px-5 py-8 text-center text-fg-2">
          {page === 'move' || page === 'date' ? t('whenHelp') : asked === '' ? t('typeMore') : sought.isAsking ? '…' : t('nothing', { text: asked })}
        </p>
      ) : null}
      {sought.isCut && asked !== '' ? <p className="flex-none border-t border-line px-5 py-2 text-sm text-warning">{t('offline')}</p> : null}
      <p className="hidden flex-none border-t border-line px-5 py-2 text-xs text-fg-3 md:block">{t('help')}</p>
    </Dialog>
  );
}

interface LineProps {
  typed: string;
  page: Page | null;
  rows: readonly Row[];
  sections: readonly Section[];
  onType(typed: string): void;
  onChoose(row: Row): void;
  onBack(): void;
  onClose(): void;
}

/** The line with its list: a combobox whose list is always open (ARIA APG, combobox with list). */
function Line({ typed, page, rows, sections, onType, onChoose, onBack, onClose }: LineProps) {
  const t = useTranslations('palette');
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  // The first row stays chosen when others come in above it; another key starts anew.
  const at = rows.some(({ key }) => key === chosen) ? chosen : (rows[0]?.key ?? null);
  useEffect(() => setChosen(null), [typed, page]);
  useEffect(() => {
    // What is offered for want of anything better gives way to what is found.
    if (at !== null && chosen === null && rows[0]?.section !== 'more') setChosen(at);
  }, [at, chosen, rows]);
  const place = rows.findIndex(({ key }) => key === at);
  useEffect(() => {
    if (place <= 0) list.current?.scrollTo({ top: 0 });
    else list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [place]);

  const pressed = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) setChosen(stepped(rows, at, step));
    else if (event.key === 'Enter' && rows[place]) onChoose(rows[place]);
    else if (event.key === 'Backspace' && typed === '' && page !== null) onBack();
    else if (chordOf(event.nativeEvent) === 'Mod+k') onClose();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="flex h-14 flex-none items-center gap-2 border-b border-line ps-4 pe-2">
        {page === null ? (
          <Search aria-hidden className="size-5 flex-none text-fg-3" strokeWidth={1.75} />
        ) : (
          <button
            type="button"
            aria-label={t('back', { page: t(`pages.${page}`) })}
            onClick={onBack}
            className="flex h-7 flex-none cursor-pointer items-center gap-1 rounded-full bg-accent-soft ps-1.5 pe-3 text-sm font-[600] text-accent-text"
          >
            <ChevronLeft aria-hidden className="size-4 rtl:-scale-x-100" strokeWidth={2} />
            {t(`pages.${page}`)}
          </button>
        )}
        <input
          autoFocus
          role="combobox"
          aria-label={t('label')}
          aria-expanded={rows.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={at === null ? undefined : `${id}-${place}`}
          placeholder={page === null ? t('placeholder') : t('placeholderIn', { page })}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={200}
          value={typed}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={pressed}
          className="h-full min-w-0 flex-1 bg-transparent text-md outline-none placeholder:text-fg-3"
        />
        <Button look="ghost" square aria-label={t('close')} onPress={onClose} icon={<X aria-hidden className="size-4.5" strokeWidth={1.75} />} />
      </div>
      <p role="status" className="sr-only">
        {t('count', { count: rows.length })}
      </p>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={t('title')} className={cx('min-h-0 flex-1 overflow-y-auto overscroll-contain p-2', rows.length === 0 && 'hidden')}>
        {sections.map((section) => (
          <div key={section.name} role="group" aria-labelledby={`${id}-${section.name}`}>
            <div id={`${id}-${section.name}`} role="presentation" className="px-3 pt-2.5 pb-1 text-xs font-[600] text-fg-3">
              {t(`sections.${section.name}`)}
            </div>
            {section.rows.map((row) => (
              <Option key={row.key} id={`${id}-${rows.indexOf(row)}`} row={row} isChosen={row.key === at} onHover={() => setChosen(row.key)} onChoose={() => onChoose(row)} />
            ))}
          </div>
        ))}
      </div>
    </>
  );
}

interface OptionProps {
  id: string;
  row: Row;
  isChosen: boolean;
  onHover(): void;
  onChoose(): void;
}

function Option({ id, row, isChosen, onHover, onChoose }: OptionProps) {
  const k = useTranslations('keys');
  const keyWords = useKeyWords();
  const [key] = row.keys ?? [];
  return (
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      aria-disabled={row.why !== undefined}
      onPointerMove={() => isChosen || onHover()}
      // The line keeps the focus.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={cx('flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-3 py-1.5 pointer-coarse:min-h-12', isChosen && 'bg-hover', row.why !== undefined && 'text-fg-3')}
    >
      <RowIcon name={row.icon} />
      <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2.5">
        <span dir="auto" className="max-w-full truncate font-[500]">
          {row.text}
        </span>
        {row.why !== undefined ? (
          <span className="text-sm">{row.why}</span>
        ) : row.detail ? (
          <span dir="auto" className="max-w-full truncate text-sm text-fg-3">
            {row.detail}
          </span>
        ) : null}
      </span>
      {key ? (
        <span className="hidden sm:inline-flex">
          <KeyCaps caps={keyWords.caps(key)} then={k('then')} />
        </span>
      ) : isChosen ? (
        <CornerDownLeft aria-hidden className="size-4 flex-none text-fg-3 rtl:-scale-x-100" strokeWidth={1.75} />
      ) : null}
    </div>
  );
}
