import { describe, expect, it } from 'vitest';
import { hasMarkers, pseudoWord, spokenCatalogues, wordsFolder, wordsOnPages, written } from './languages.mjs';

const catalogues = {
  en: { '': { nav: { calendar: 'Calendar', more: 'Q & A "more"', count: '{count} things' } }, chat: { chat: { title: 'Chat' } } },
  de: { '': { nav: { calendar: 'Kalender', more: 'Mehr' } } },
};
const spoken = spokenCatalogues(catalogues);

describe('what people are spoken to with', () => {
  it('is complete: English stands in for what a language does not have yet', () => {
    expect(spoken.de['']).toEqual({ nav: { calendar: 'Kalender', more: 'Mehr', count: '{count} things' } });
    expect(spoken.ar.chat).toEqual({ chat: { title: 'Chat' } });
    expect(spoken.ar[''].nav.count).toBe('\u2066{count} things\u2069');
  });

  it('lies under a name that changes with any word', () => {
    const other = spokenCatalogues({ ...catalogues, de: { '': { nav: { calendar: 'Terminkalender' } } } });
    expect(wordsFolder(spoken)).toBe(wordsFolder(spokenCatalogues(catalogues)));
    expect(wordsFolder(other)).not.toBe(wordsFolder(spoken));
  });
});

describe('a page in a language', () => {
  const words = wordsOnPages(spoken, 'ar', '/words');

  it('says its language and its direction', () => {
    expect(written('<html lang="[[lang]]" dir="[[dir]]" data-words="[[words]]">', words, true)).toBe(
      '<html lang="ar" dir="rtl" data-words="/words">',
    );
  });

  it('has each word escaped for where it stands', () => {
    const page = '<a title="[[nav.more]]">[[nav.more]]</a><script>push("[\\"[[nav.more]]\\"]")</script>';
    const [, script] = /<script>push\((.*)\)<\/script>/.exec(written(page, words, true));
    expect(written(page, words, true)).toContain('<a title="Q &amp; A &quot;more&quot;">Q &amp; A &quot;more&quot;</a>');
    expect(script).not.toContain('&');
    expect(JSON.parse(JSON.parse(script))).toEqual(['Q & A "more"']);
    expect(JSON.parse(written('["[[nav.more]]"]', words, false))).toEqual(['Q & A "more"']);
  });

  it('refuses words that nobody wrote, or that need values: the page would show their marker', () => {
    expect(() => written('[[nav.nothing]]', words, true)).toThrow('nav.nothing');
    expect(() => written('[[nav.count]]', words, true)).toThrow('nav.count');
  });

  it('leaves alone what is no marker', () => {
    const payload = '1:[["$","div",null,{}]]';
    expect(hasMarkers(payload)).toBe(false);
    expect(written(payload, words, false)).toBe(payload);
  });
});

describe('the pseudo-language', () => {
  it('is accented, longer by two fifths and in brackets', () => {
    expect(pseudoWord('Save it')).toBe('[Šávé ít~~~]');
    expect(pseudoWord('Save it as it is until tomorrow')).toMatch(/\[Šávé ít áš ít íš úñtíl tómórrów~{8} ~{5}\]$/);
    expect(pseudoWord('{n, plural, one {# day} other {# days}}')).toMatch(/\}\}~~~\]$/);
  });

  it.each(['{count, plural, one {# person} other {# people}} invited', 'Next: <b>{title}</b>', '{a, select, x {{b} y} other {}}'])(
    'keeps arguments, plurals and tags: %s',
    (message) => {
      const skeleton = (text) => text.match(/\{\s*\w+|<\/?\w+>|\b(plural|select|one|other)\b/g);
      expect(skeleton(pseudoWord(message))).toEqual(skeleton(message));
    },
  );
});
