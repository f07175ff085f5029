import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forbiddenMarkup, inlineScriptHashes } from './finish-export.mjs';
import { findings } from './structure.mjs';

describe('the structure check', () => {
  let src;

  beforeEach(() => {
    src = mkdtempSync(join(tmpdir(), 'structure-'));
  });

  afterEach(() => rmSync(src, { recursive: true }));

  function tree(files) {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(src, path)), { recursive: true });
      writeFileSync(join(src, path), text);
    }
    return findings(src);
  }

  it('accepts a feature that keeps to itself and to what is below it', () => {
    expect(
      tree({
        'features/meeting/index.ts': "export { A } from './components/a';",
        'features/meeting/components/a.tsx': "import { B } from '@/features/people'; import { c } from '../guests';",
        'features/meeting/guests.ts': 'export const c = 1;',
        'features/meeting/queries.ts': 'function useC() { const c = useB(() => { if (a) return 1; }) ? 1 : 2; if (c) return 0; return use(d); }',
        'features/meeting/guests.test.ts': "import { c } from './guests';",
        'app/meetings/page.tsx': "import { A } from '@/features/meeting';",
      }),
    ).toEqual([]);
  });

  it.each([
    ['lib/helpers.ts', '', 'closed list of files'],
    ['utils/a.ts', '', 'no place for this'],
    ['features/gadgets/index.ts', '', 'nouns of the product'],
    ['features/meeting/hooks/a.ts', '', 'nothing else'],
    ['features/meeting/pure.ts', '', 'has a test beside it'],
    ['features/people/index.ts', "import { A } from '@/features/meeting';", 'people stands below meeting'],
    ['features/meeting/index.ts', "import { A } from '@/features/people/schema';", 'the inside of a feature'],
    ['app/page.tsx', "const A = () => import('@/features/meeting/components/a');", 'the inside of a feature'],
    ['components/a.tsx', "import { api } from '@/lib/api/client';", 'another product'],
    ['lib/forms.ts', "import { A } from '@/features/session';", 'lib knows no feature'],
    ['app/widget.tsx', '', 'only composes routes'],
    ['components/a.tsx', "import { z } from 'zod';", 'zod/mini'],
    ['components/a.tsx', 'export const a = new Date(0);', 'lib/time'],
    ['components/a.tsx', "void fetch('/x');", 'lib/api'],
    ['components/a.tsx', "localStorage.setItem('token', '');", 'localStorage'],
    ['components/a.tsx', 'export const A = () => <p>Hello there</p>;', 'catalogue'],
    ['components/a.tsx', 'export const A = () => <p aria-label="Hello" />;', 'catalogue'],
    ['components/a.tsx', "export const A = ({ on }) => <p>{on ? 'Hello' : null}</p>;", 'catalogue'],
    ['components/a.tsx', "export const A = ({ name }) => <p title={name ?? 'Somebody'} />;", 'catalogue'],
    ['components/a.tsx', 'export const A = ({ n }) => <p>{`${n} people`}</p>;', 'catalogue'],
    ['components/a.tsx', "export const a = 'flex ml-2';", 'read from the right'],
    ['components/a.tsx', "export const a = 'sm:-right-1';", 'read from the right'],
    ['components/a.tsx', "export const a = `rounded-l-md ${1}`;", 'read from the right'],
    ['components/a.tsx', "export const a = 'text-left';", 'read from the right'],
    ['components/a.tsx', "import a from '@/messages/en.chat.json';", "wordsOf('area')"],
    ['components/a.tsx', "document.cookie = 'a=b';", 'cookie'],
    ['components/a.tsx', "export const red = '#ff0000';", 'tokens'],
    ['components/a.tsx', 'const useA = (day) => day ?? useNow();', 'is a hook'],
    ['components/a.tsx', 'const useA = (day) => (day ? useNow() : 0);', 'is a hook'],
    ['components/a.tsx', 'function useA(day) { if (day) return 0; return useNow(); }', 'is a hook'],
    ['components/a.tsx', 'function useA(days) { for (const day of days) useDay(day); }', 'is a hook'],
    ['components/a.tsx', '\n'.repeat(401), 'over 400'],
  ])('refuses %s: %s', (path, text, reason) => {
    expect(tree({ [path]: text }).join('\n')).toContain(reason);
  });
});

describe('the finished export', () => {
  it('hashes inline scripts only, each once, as browsers do', () => {
    const html = '<script src="/a.js"></script><script>alert(1)</script><script id="x">alert(1)</script><script></script>';
    expect(inlineScriptHashes(html)).toEqual(['sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=']);
  });

  it('finds what the security policy would break', () => {
    expect(forbiddenMarkup('<p style="color:red">')).toHaveLength(1);
    expect(forbiddenMarkup('<a href="/" onclick="x()">')).toHaveLength(1);
    expect(forbiddenMarkup('<style>p{}</style>')).toHaveLength(1);
    expect(forbiddenMarkup('<p class="style">a</p><script>"<p style=x>"</script>')).toEqual([]);
  });
});
