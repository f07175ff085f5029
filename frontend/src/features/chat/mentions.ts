/** Somebody, or a team, who can be named in a message. */
export interface Mentionable {
  readonly type: 'person' | 'team';
  readonly id: string;
  readonly name: string;
}

/** What is typed after an @: the part of a name, and where the @ stands. Null: nobody is being named. */
export function namingAt(text: string, caret: number): { at: number; query: string } | null {
  const at = text.lastIndexOf('@', caret - 1);
  if (at < 0 || (at > 0 && !/[\s(]/.test(text[at - 1] as string))) return null;
  const query = text.slice(at + 1, caret);
  return /^[^\s@][^\n@]{0,40}$|^$/.test(query) && query.split(' ').length <= 3 ? { at, query } : null;
}

/** The text with that name in place of what was typed of it, and where the caret goes. */
export function named(text: string, naming: { at: number; query: string }, who: Mentionable): { text: string; caret: number } {
  const name = `@${plainName(who)} `;
  const rest = text.slice(naming.at + 1 + naming.query.length).replace(/^ /, '');
  return { text: text.slice(0, naming.at) + name + rest, caret: naming.at + name.length };
}

/** Those whose name has a word that begins with what was typed, in their order. */
export function matching(all: readonly Mentionable[], query: string): Mentionable[] {
  const wanted = folded(query);
  return all.filter(({ name }) => {
    const words = folded(name);
    return words.startsWith(wanted) || words.split(/\s+/).some((word) => word.startsWith(wanted));
  });
}

/** What the server is sent: each name that was chosen, marked as whom it means. */
export function toWire(text: string, chosen: readonly Mentionable[]): string {
  const byName = new Map<string, Mentionable[]>();
  for (const who of chosen) byName.set(plainName(who), [...(byName.get(plainName(who)) ?? []), who]);
  const names = [...byName.keys()].sort((a, b) => b.length - a.length);
  if (names.length === 0) return text;
  const pattern = new RegExp(`@(${names.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return text.replace(pattern, (all, name: string) => {
    const who = byName.get(name) ?? [];
    // Two of one name are meant in the order in which they were chosen; the last stays.
    const next = who.length > 1 ? who.shift() : who[0];
    return next ? `@[${name}](${next.type}:${next.id})` : all;
  });
}

const marked = /@\[([^[\]\n]{1,200})\]\((person|team):([0-9a-fA-F-]{36})\)/g;

/** What is edited again: names as they are read, and whom they mean. */
export function fromWire(text: string): { text: string; chosen: Mentionable[] } {
  const chosen: Mentionable[] = [];
  const read = text.replace(marked, (_, name: string, type: 'person' | 'team', id: string) => {
    chosen.push({ type, id, name });
    return `@${name}`;
  });
  return { text: read, chosen };
}

function plainName({ name }: Mentionable): string {
  return name.replace(/[[\]\n]/g, '').trim();
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
