/** What can be found: the first of its texts is shown, the others are what people may call it as well. */
export interface Findable<Item> {
  readonly item: Item;
  readonly texts: readonly string[];
}

export interface Found<Item> {
  readonly item: Item;
  /** From 0 to 100 for each word: how well it fits. */
  readonly score: number;
}

/** From here on each word is really there: at the start of a word, or inside one. Below, only its letters are, in order. */
export const surely = 50;

interface Known<Item> extends Findable<Item> {
  readonly folded: readonly { readonly text: string; readonly initials: string }[];
}

/** Without case and accents, in any script. */
export function folded(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/\p{M}+/gu, '');
}

/** A list to be searched with every key that is pressed: folded once, looked through in order. */
export class Index<Item> {
  private readonly known: readonly Known<Item>[];

  constructor(items: readonly Findable<Item>[]) {
    this.known = items.map((each) => ({ ...each, folded: each.texts.filter(Boolean).map((text) => withInitials(folded(text))) }));
  }

  /** Those in which each word of the query is found, the best first; letters in order count only where nothing else is. */
  find(query: string, limit: number): Found<Item>[] {
    const words = folded(query).split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    const found: Found<Item>[] = [];
    for (const { item, folded: texts } of this.known) {
      let [sum, least] = [0, 100];
      for (const word of words) {
        let best = 0;
        for (let index = 0; index < texts.length && best < 100; index += 1) {
          best = Math.max(best, scoreOf(word, texts[index]!.text, texts[index]!.initials) - (index > 0 ? 8 : 0));
        }
        sum += best;
        least = Math.min(least, best);
        if (best <= 0) break;
      }
      if (least > 0) found.push({ item, score: least < surely ? Math.min(sum / words.length, surely - 1) : sum / words.length });
    }
    found.sort((a, b) => b.score - a.score);
    const last = found.findIndex(({ score }) => score < surely);
    return found.slice(0, last > 0 ? Math.min(last, limit) : limit);
  }
}

function withInitials(text: string) {
  return { text, initials: (text.match(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu) ?? []).join('') };
}

const isBoundary = (text: string, at: number) => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!);

function scoreOf(word: string, text: string, initials: string): number {
  const at = text.indexOf(word);
  if (at === 0) return text.length === word.length ? 100 : 95;
  if (at > 0) {
    for (let place = at; place >= 0; place = text.indexOf(word, place + 1)) if (isBoundary(text, place)) return 85;
    // One letter inside a word says nothing, unless the script needs no more.
    return word.length > 1 || word > '\u2e80' ? 60 : 0;
  }
  if (word.length < 2) return 0;
  if (initials.startsWith(word)) return 70;
  return word.length < 3 ? 0 : inOrder(word, text);
}

/** Letters that stand in the text in order, from the start of a word on and not far apart: what is typed in haste. */
function inOrder(word: string, text: string): number {
  for (let start = text.indexOf(word[0]!); start >= 0; start = text.indexOf(word[0]!, start + 1)) {
    if (!isBoundary(text, start)) continue;
    let at = start;
    for (let letter = 1; letter < word.length && at >= 0; letter += 1) at = text.indexOf(word[letter]!, at + 1);
    if (at >= 0 && at - start < word.length * 2 + 2) return 45 - (at - start - word.length);
  }
  return 0;
}
