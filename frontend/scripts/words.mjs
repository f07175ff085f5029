// What no catalogue may lack: every word in every language, with the same values, and written as that language is.
import { parse } from '@formatjs/icu-messageformat-parser';
import { catalogues } from './languages.mjs';

/** Languages that have every word. Arabic speaks English where it has none yet, but says nothing that English does not. */
export const complete = ['de', 'fr'];

const wrongly = {
  en: [[/["']/, 'quotes are “ ” and ’']],
  de: [
    [/["'”]/, 'quotes are „ “, and the apostrophe is ’'],
    [/\S…$/, 'a blank stands before …'],
    [/^Sie$|[^.:!?„(|\s] (?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b/, 'people are du'],
  ],
  fr: [
    [/["']|[“”]/, 'quotes are « », and the apostrophe is ’'],
    [/ [:;?!»]|« |[^\s\u202f«][?!»](?!\w)/u, 'a narrow no-break space (U+202F) stands before : ; ? ! » and after «'],
    [/(?<![\p{L}-])(?:tu|toi|tes?|ton|ta)(?![\p{L}-])/iu, 'people are vous'],
  ],
};

/** All findings, as sentences. `folder` holds en.json, de.json, de.chat.json and so on. */
export function findingsInWords(folder) {
  const written = catalogues(folder);
  const found = [];
  const namespaces = new Map();
  for (const [area, words] of Object.entries(written.en)) {
    for (const namespace of Object.keys(words)) {
      if (namespaces.has(namespace)) found.push(`${file('en', area)}: ${namespace} stands in ${file('en', namespaces.get(namespace))} as well`);
      namespaces.set(namespace, area);
    }
    compare(file('en', area), words, words, '', 'en', found);
  }
  for (const [language, areas] of Object.entries(written)) {
    if (language === 'en') continue;
    for (const area of Object.keys(areas)) {
      if (!written.en[area]) found.push(`${file(language, area)}: there is no ${file('en', area)}`);
    }
  }
  for (const language of Object.keys(written).filter((each) => each !== 'en')) {
    for (const [area, english] of Object.entries(written.en)) {
      compare(file(language, area), written[language][area] ?? {}, english, '', language, found);
    }
  }
  return found;
}

const file = (language, area) => `messages/${[language, area].filter(Boolean).join('.')}.json`;

function compare(name, words, english, path, language, found) {
  for (const [key, value] of Object.entries(words)) {
    const at = `${path}${key}`;
    const wanted = english[key];
    if (wanted === undefined || typeof wanted !== typeof value) found.push(`${name}: ${at} is not in English`);
    else if (typeof value !== 'string') compare(name, value, wanted, `${at}.`, language, found);
    else checkWord(`${name}: ${at}`, value, wanted, language, found);
  }
  if (!complete.includes(language)) return;
  for (const key of Object.keys(english)) {
    if (!(key in words)) found.push(`${name}: ${path}${key} is missing ("${typeof english[key] === 'string' ? english[key] : '…'}")`);
  }
}

// A word without values and tags is shown as it stands.
function checkWord(at, word, english, language, found) {
  try {
    const [mine, theirs] = [word, english].map((each) => (/\{|<\//.test(each) ? valuesOf(parse(each)) : ''));
    if (mine !== theirs) found.push(`${at} has the values ${mine || 'none'}, in English ${theirs || 'none'}`);
  } catch (reason) {
    found.push(`${at} cannot be read: ${reason.message}`);
  }
  const plain = word.replace(/<[^>]*>/g, '');
  for (const [pattern, why] of wrongly[language] ?? []) {
    if (pattern.test(plain)) found.push(`${at}: ${why}`);
  }
}

/** Which values a message takes, with the cases of its choices, and which tags: "count (plural), <b>". */
function valuesOf(message) {
  const found = new Set();
  const visit = (elements) => {
    for (const element of elements) {
      if (element.type === 8) {
        found.add(`<${element.value}>`);
        visit(element.children);
      } else if (element.type === 5) {
        found.add(`${element.value} (${Object.keys(element.options).sort().join(' ')})`);
        for (const option of Object.values(element.options)) visit(option.value);
      } else if (element.type === 6) {
        found.add(`${element.value} (plural)`);
        for (const option of Object.values(element.options)) visit(option.value);
      } else if (element.type >= 1 && element.type <= 4) {
        found.add(element.value);
      }
    }
  };
  visit(message);
  return [...found].sort().join(', ');
}
