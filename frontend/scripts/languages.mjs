// What the export says in each language: the catalogues, and how a page is written in one of them.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Those that people can choose, the language of the sources first; Arabic speaks English where it has no words yet. */
export const languages = ['en', 'de', 'fr', 'ar'];

/** English with accents, longer by two fifths and in brackets: what it cuts off, German would cut off as well. */
export const pseudo = 'en-XA';

const rightToLeft = new Set(['ar']);
const marker = /\[\[([\w.-]+)\]\]/g;

/** All catalogues by language and part: the shared one is the part ''. */
export function catalogues(folder) {
  const found = {};
  for (const name of readdirSync(folder).sort()) {
    const [, language, area = ''] = /^(\w+)(?:\.([\w-]+))?\.json$/.exec(name) ?? [];
    if (language) (found[language] ??= {})[area] = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  }
  return found;
}

/** As people get them: complete, and the pseudo-language beside them. */
export function spokenCatalogues(written) {
  const spoken = { [pseudo]: {} };
  for (const language of languages) spoken[language] = {};
  for (const [area, english] of Object.entries(written.en)) {
    for (const language of languages) spoken[language][area] = completed(written[language]?.[area], english, rightToLeft.has(language));
    spoken[pseudo][area] = mapped(english, pseudoWord);
  }
  return spoken;
}

function completed(words, english, turned) {
  if (typeof english === 'string') return words ?? (turned ? isolated(english) : english);
  return Object.fromEntries(Object.entries(english).map(([key, value]) => [key, completed(words?.[key], value, turned)]));
}

/** English amid Arabic: figures at its beginning and signs at its end stay there (UAX #9). */
const isolated = (english) => (/\p{L}/u.test(shownOf(english.replace(/\{\w+\}/g, ''))) && /[{<.…:?!]/.test(english) ? `\u2066${english}\u2069` : english);

function mapped(words, change) {
  if (typeof words === 'string') return change(words);
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, mapped(value, change)]));
}

const accents = new Map([...'aáeéiíoóuúyýAÁEÉIÍOÓUÚYÝcçnñsšzžCÇNÑSŠZŽ'.matchAll(/(.)(.)/g)].map(([, plain, accented]) => [plain, accented]));

/** "Save" becomes "[Šávé~~]"; arguments, plurals and tags stay what they are. */
export function pseudoWord(message) {
  const parts = message.match(/<[^>]*>|\{[^{}]*\}|[^{}<>]+|[{}<>]/g) ?? [];
  // Inside of a plural words and syntax mix: only what stands outside of all braces is changed.
  let depth = 0;
  const changed = parts.map((part) => {
    if (part === '{') depth += 1;
    if (part === '}') depth -= 1;
    return depth > 0 || /^[{<}>]/.test(part) ? part : part.replace(/\p{L}/gu, (letter) => accents.get(letter) ?? letter);
  });
  return `[${changed.join('')}${longer(Math.ceil(shownOf(message).length * 0.4))}]`;
}

/** About what is read of it: of a choice its last case, without syntax. */
const shownOf = (message) => message.replace(/\{\w+, (?:plural|select)(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*?\{((?:[^{}]|\{[^{}]*\})*)\}\}/g, '$1').replace(/<[^>]*>|[{}]/g, '');

/** In words no longer than words are. */
const longer = (length) => '~'.repeat(length).replace(/~{8}(?=~)/g, '$& ');

/** Where the words are put: a name that changes with any of them, for they are kept forever. */
export function wordsFolder(spoken) {
  return `/_next/static/words/${createHash('sha256').update(JSON.stringify(spoken)).digest('hex').slice(0, 16)}`;
}

/** The words that stand in an exported page. Raises for those that cannot: they need values. */
export function wordsOnPages(spoken, language, folder) {
  const all = { lang: language, dir: rightToLeft.has(language) ? 'rtl' : 'ltr', words: folder };
  for (const area of Object.values(spoken[language])) collect(area, '', all);
  return all;
}

function collect(words, path, all) {
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') all[`${path}${key}`] = value;
    else collect(value, `${path}${key}.`, all);
  }
}

export const hasMarkers = (text) => text.search(marker) >= 0;

/** A page or a navigation payload with the words in it. */
export function written(text, words, isHtml) {
  if (!isHtml) return replaced(text, words, inJson);
  return text
    .split(/(<script\b[\s\S]*?<\/script>)/)
    .map((part) => replaced(part, words, part.startsWith('<script') ? (word) => inScript(inJson(inJson(word))) : inMarkup))
    .join('');
}

function replaced(text, words, escaped) {
  return text.replace(marker, (_, key) => {
    const word = words[key];
    if (word === undefined || /[{}<>]/.test(word)) {
      throw new Error(`${key} cannot stand in an exported page: it does not exist, or needs values`);
    }
    return escaped(word);
  });
}

const inJson = (word) => JSON.stringify(word).slice(1, -1);
const inScript = (word) => word.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
const inMarkup = (word) => word.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
