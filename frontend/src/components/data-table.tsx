'use client';

import { useId, type ReactNode } from 'react';
import { cx } from './class-names';
import { useMedia } from './use-media';

export interface Column<Item> {
  name: string;
  /** Not spoken of in the head: what can be done with a row. */
  quiet?: boolean;
  /** Stands on the card of a phone, too; the first one is its heading. */
  onCard?: boolean;
  cell(item: Item): ReactNode;
}

interface Props<Item> {
  label: string;
  columns: readonly Column<Item>[];
  items: readonly Item[];
  idOf(item: Item): string;
}

/** Rows of a table; on a phone a card each, with what matters most. */
export function DataTable<Item>({ label, columns, items, idOf }: Props<Item>) {
  const wide = useMedia('(width >= 56rem)');
  const id = useId();
  if (!wide) {
    return (
      <ul aria-label={label} className="flex flex-col gap-2">
        {items.map((item) => (
          <li key={idOf(item)} className="relative flex flex-col gap-1.5 rounded-lg border border-line bg-surface p-4">
            {columns
              .filter(({ onCard }) => onCard)
              .map((column, index) => (
                <div
                  key={column.name}
                  className={cx(
                    column.quiet ? 'absolute end-2 top-2.5' : index === 0 ? 'pe-20 font-[550]' : 'text-sm text-fg-2',
                  )}
                >
                  {column.cell(item)}
                </div>
              ))}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div className="relative overflow-x-auto rounded-lg border border-line bg-surface">
      <table aria-labelledby={id} className="w-full border-collapse text-start">
        <caption id={id} className="sr-only">
          {label}
        </caption>
        <thead>
          <tr className="border-b border-line text-xs text-fg-3">
            {columns.map(({ name, quiet }) => (
              <th key={name} scope="col" className="px-4 py-2.5 text-start font-[550]">
                <span className={cx(quiet && 'sr-only')}>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={idOf(item)} className="border-b border-line last:border-b-0 hover:bg-hover">
              {columns.map((column) => (
                <td key={column.name} className="px-4 py-2.5 align-middle">
                  {column.cell(item)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
