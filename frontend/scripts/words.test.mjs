import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findingsInWords } from './words.mjs';

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'words-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** What is said of an English word and its German one; French always agrees with English. */
function said(english, german, more = {}) {
  const files = { 'en.json': { nav: english }, 'fr.json': { nav: english }, 'de.json': { nav: german }, ...more };
  for (const [name, words] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(words));
  return findingsInWords(folder).join('\n');
}

it('finds nothing where all is there', () => {
  const english = { guests: '{count, plural, one {# guest} other {# guests}}', host: 'Host: <b>{name}</b>', mail: 'Ben <ben@example.org>' };
  const german = { guests: '{count, plural, one {# Gast} other {# Gäste}}', host: 'Host: <b>{name}</b>', mail: 'Ben <ben@example.org>' };
  expect(said(english, german)).toBe('');
});

it.each([
  [{ more: 'More' }, {}, 'nav.more is missing ("More")'],
  [{ parts: { a: 'A' } }, {}, 'nav.parts is missing'],
  [{}, { more: 'Mehr' }, 'nav.more is not in English'],
  [{ more: 'More' }, { more: { a: 'Mehr' } }, 'nav.more is not in English'],
  [{ by: 'by {name}' }, { by: 'von {Name}' }, 'nav.by has the values Name, in English name'],
  [{ n: '{n, plural, other {#}}' }, { n: '{n}' }, 'in English n (plural)'],
  [{ s: '{s, select, a {A} other {B}}' }, { s: '{s, select, other {B}}' }, 's (a other)'],
  [{ b: '<b>Now</b> {name}' }, { b: 'Jetzt {name}' }, '<b>'],
  [{ n: '{n}' }, { n: '{n' }, 'cannot be read'],
  [{ quote: '“{title}”' }, { quote: '“{title}”' }, 'quotes are „ “'],
  [{ you: 'You' }, { you: 'Sie' }, 'people are du'],
  [{ held: 'Held for you' }, { held: 'Für Sie reserviert' }, 'people are du'],
  [{ yours: 'Two years' }, { yours: 'Ist es Ihr eigener?' }, 'people are du'],
])('%j and %j: %s', (english, german, finding) => {
  expect(said(english, german)).toContain(finding);
});

it('takes a word for „they“ and „its“ as what it is', () => {
  expect(said({ a: 'A', b: 'B' }, { a: 'Einladen. Sie kommen.', b: 'Ihr Link gilt einmal' })).toBe('');
});

it('says vous in French', () => {
  expect(said({ a: 'Type' }, { a: 'Tippe' }, { 'fr.json': { nav: { a: 'Tapes-tu ton nom' } } })).toContain('people are vous');
});

it('keeps each word in one English catalogue, and knows each part in English', () => {
  expect(said({}, {}, { 'en.chat.json': { nav: {} } })).toContain('nav stands in messages/en.chat.json as well');
  expect(said({}, {}, { 'de.gadgets.json': {} })).toContain('there is no messages/en.gadgets.json');
});

it('asks nothing of Arabic but that it agrees', () => {
  expect(said({ more: 'More' }, { more: 'Mehr' }, { 'ar.json': {} })).toBe('');
  expect(said({ more: 'More {n}' }, { more: 'Mehr {n}' }, { 'ar.json': { nav: { more: 'المزيد' } } })).toContain('ar.json: nav.more');
});

it('finds nothing in what people read', () => {
  expect(findingsInWords(fileURLToPath(new URL('../src/messages', import.meta.url)))).toEqual([]);
});
