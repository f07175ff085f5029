import { Index, surely, type Findable } from './match';

export const sectionNames = ['recent', 'here', 'create', 'goto', 'people', 'rooms', 'meetings', 'written', 'settings', 'more'] as const;
export type SectionName = (typeof sectionNames)[number];

/** Something to choose in the palette. */
export interface Row {
  /** The same for the same thing, so that the one chosen stays chosen while others come in around it. */
  readonly key: string;
  readonly section: SectionName;
  /** A verb and its object. */
  readonly text: string;
  /** What people may call it as well. */
  readonly aliases?: string;
  readonly detail?: string;
  readonly keys?: readonly string[];
  readonly icon: string;
  /** Why it cannot be chosen now. */
  readonly why?: string | undefined;
  /** Chosen, it shows rows of its own instead of being done. */
  readonly page?: Page;
  /** Where it leads. */
  readonly path?: string;
  /** Only shown to who looks for it. */
  readonly quiet?: boolean;
  run(): void;
}

export type Page = 'move' | 'date' | 'theme';
export type Scope = 'all' | 'actions' | 'people' | 'rooms' | 'settings';

const scopes: Readonly<Record<string, Scope>> = { '>': 'actions', '@': 'people', '#': 'rooms', '/': 'settings' };
const within: Readonly<Record<Scope, readonly SectionName[]>> = {
  all: sectionNames,
  actions: ['here', 'goto'],
  people: ['people'],
  rooms: ['rooms'],
  settings: ['settings'],
};

/** What somebody typed: where to look, as the first sign says, and for what. */
export function askedOf(typed: string): { readonly scope: Scope; readonly words: string } {
  const scope = scopes[typed.trimStart()[0] ?? ''];
  return scope ? { scope, words: typed.trimStart().slice(1).trim() } : { scope: 'all', words: typed.trim() };
}

export interface Section {
  readonly name: SectionName;
  readonly rows: readonly Row[];
}

const most: Readonly<Record<SectionName, number>> = { recent: 5, here: 7, create: 1, goto: 5, people: 5, rooms: 4, meetings: 6, written: 4, settings: 4, more: 2 };

/** Rows that are there before the server is asked, ready to be searched with every key. */
export class Rows {
  private readonly index: Index<Row>;
  private readonly byKey: ReadonlyMap<string, Row>;

  constructor(private readonly all: readonly Row[]) {
    const findable = all.map((row): Findable<Row> => ({ item: row, texts: [row.text, row.aliases ?? '', row.detail ?? ''] }));
    this.index = new Index(findable);
    this.byKey = new Map(all.map((row) => [row.key, row]));
  }

  /** The row of that name, alone; nothing where there is none now. */
  named(key: string): Row[] {
    const row = this.byKey.get(key);
    return row ? [row] : [];
  }

  /** The rows that a page of its own shows. */
  of(prefix: string, words: string): Section[] {
    const rows = this.all.filter(({ key }) => key.startsWith(prefix));
    const found = words === '' ? rows : this.index.find(words, 60).flatMap(({ item }) => (rows.includes(item) ? [item] : []));
    return inSections(found);
  }

  /** Nothing is asked yet: what was used last, and what suggests itself; or all of where one looks. */
  usual(scope: Scope, recent: readonly Row[]): Section[] {
    const open = this.all.filter((row) => !row.quiet && within[scope].includes(row.section));
    if (scope !== 'all') return inSections(open, 30);
    const used = recent.map((row) => this.byKey.get(row.key) ?? row).filter(({ why }) => why === undefined);
    const keys = new Set(used.slice(0, most.recent).map(({ key }) => key));
    const suggested = open.filter(({ key, section, why }) => !keys.has(key) && why === undefined && (section === 'here' || section === 'goto'));
    const first = suggested.filter(({ section }) => section === 'here').slice(0, 5);
    return inSections([...used.map((row): Row => ({ ...row, section: 'recent' })), ...first, ...suggested.filter(({ section }) => section === 'goto')], 8);
  }

  /** What is found here, and under it what `others` the server and the words themselves add. */
  found(scope: Scope, words: string, others: readonly Row[]): Section[] {
    const here = this.index.find(words, 60).filter(({ item }) => within[scope].includes(item.section));
    const known = new Set(here.map(({ item }) => item.key));
    const more = others.filter((row) => within[scope].includes(row.section) && !known.has(row.key));
    // Letters in order are a guess: beside anything better they only disturb.
    const sure = more.some(({ section }) => section !== 'more' && section !== 'create');
    return inSections([...here.filter(({ score }) => score >= surely || !sure).map(({ item }) => item), ...more]);
  }
}

function inSections(rows: readonly Row[], limit?: number): Section[] {
  return sectionNames
    .map((name): Section => ({ name, rows: rows.filter(({ section }) => section === name).slice(0, limit ?? most[name]) }))
    .filter((section) => section.rows.length > 0);
}

/** The row that is chosen after a step, over the ends and around. */
export function stepped(rows: readonly Row[], from: string | null, by: number): string | null {
  if (rows.length === 0) return null;
  const at = rows.findIndex(({ key }) => key === from);
  if (Math.abs(by) > 1) return rows[Math.max(0, Math.min(rows.length - 1, at + by))]!.key;
  return rows[(at + by + rows.length) % rows.length]!.key;
}

/** What is kept of a row that was chosen: enough to offer it again. */
export interface Used {
  readonly key: string;
  readonly text: string;
  readonly icon: string;
  /** Where it leads; what leads nowhere is offered again only while a page offers it. */
  readonly path?: string;
}

export function withUsed(used: readonly Used[], row: Used): Used[] {
  return [row, ...used.filter(({ key }) => key !== row.key)].slice(0, 12);
}
