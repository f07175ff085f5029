// The rules of docs and design that no compiler knows: which files may exist where, and who may import whom.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';

/** Lowest first: a feature may use the public face (index.ts) of those before it. */
export const features = ['session', 'account', 'security', 'people', 'rooms', 'settings', 'admin', 'quick-add', 'setup', 'presence', 'history', 'chat', 'proceedings', 'meeting', 'calendar', 'directory', 'find', 'inbox', 'palette'];

const topFolders = ['app', 'components', 'features', 'lib', 'messages', 'styles'];
const libFolders = ['api', 'grid', 'live', 'offline', 'time'];
const libFiles = ['display-script.ts', 'display.ts', 'early-keys.ts', 'early-submit.ts', 'forms.ts', 'hold-at-top.ts', 'idle.ts', 'keeper.ts', 'keys.ts', 'language.ts', 'locale.tsx', 'offers.ts', 'optimistic-save.ts', 'printing.ts', 'routes.ts', 'sent-form.ts', 'unsent.ts', 'waiting.ts', 'words.ts'];
const featureFiles = ['index.ts', 'queries.ts', 'mutations.ts', 'schema.ts', 'live.ts'];
const appFiles = ['layout.tsx', 'page.tsx', 'not-found.tsx', 'error.tsx', 'global-error.tsx', 'providers.tsx'];

const bannedPackages = {
  zod: 'import * as z from "zod/mini": the whole of zod weighs twenty times as much',
  'zod/v4': 'import from "zod/mini"',
  'framer-motion': 'motion is CSS',
  motion: 'motion is CSS',
  moment: 'time is Temporal, in lib/time',
  dayjs: 'time is Temporal, in lib/time',
  luxon: 'time is Temporal, in lib/time',
  'date-fns': 'time is Temporal, in lib/time',
  rrule: 'recurrence is expanded by the server',
};

/** What may only be written in one place: pattern, where it is at home, why. */
const homes = [
  [/\bnew Date\(|getTimezoneOffset|\.toLocale(Date|Time)?String\(|Intl\.(DateTimeFormat|RelativeTimeFormat)|toZonedDateTime/, /^lib\/time\//, 'time is formatted and computed in lib/time'],
  [/\bfetch\(/, /^lib\/(api\/|words\.ts$)/, 'requests go through lib/api'],
  [/\bdocument\.cookie\b/, /^lib\/language\.ts$/, 'nothing but the language is kept in a cookie'],
  [/@\/messages\/\w+(\.\w+)?\.json/, /^$/, "words come in the page's language: wordsOf('area') and <Words of={…}>, titled('key') in a title (lib/words.ts)"],
  [/'next\/link'/, /^components\/link\.tsx$/, 'links are components/link: their pages are fetched once this one has settled'],
  [/new WebSocket\(/, /^lib\/live\//, 'the live connection is in lib/live'],
  [/\blocalStorage\b/, /^lib\/display/, 'nothing but how it looks is kept in localStorage'],
  [/dangerouslySetInnerHTML|\.innerHTML\b/, /^app\/layout\.tsx$/, 'no markup from text'],
  [/\bstyle=\{\{[^}]*color/, /^$/, 'colours are tokens'],
  [
    /(?<=["'`\s:!-])(?:m|p|border-|scroll-m|scroll-p|rounded-)[lr]-[\w[(]|(?<=["'`\s:])-?(?:left|right)-(?!1\/2\b)[\w[(]|(?<=["'`\s:])(?:text|float|clear)-(?:left|right)\b/,
    /^$/,
    'start and end, not left and right: Arabic is read from the right (ms-, pe-, start-, text-start)',
  ],
  [/#[0-9a-f]{6}\b/i, /^app\/layout\.tsx$/, 'colours are tokens'],
];

const spokenAttributes = new Set(['aria-label', 'aria-description', 'placeholder', 'title', 'alt', 'label', 'hint']);
const isTest = (path) => /\.test\.tsx?$/.test(path);

/** All findings for a tree of sources, as sentences. `src` is the folder that holds app, features and so on. */
export function findings(src) {
  const found = [];
  const paths = readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(src, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  const sources = new Map(paths.filter((path) => /\.tsx?$/.test(path)).map((path) => [path, readFileSync(join(src, path), 'utf8')]));
  const say = (path, sentence) => found.push(`src/${path}: ${sentence}`);

  for (const path of paths) checkPlace(path, sources, say);
  for (const [path, text] of sources) {
    if (path.endsWith('.d.ts')) continue;
    const lines = text.split('\n').length;
    if (lines > 400) say(path, `${lines} lines: over 400 a file has two jobs`);
    checkSource(path, text, say);
  }
  return found;
}

function checkPlace(path, sources, say) {
  const [top, second, ...rest] = path.split('/');
  if (!topFolders.includes(top)) return say(path, 'there is no place for this at the top');
  if (top === 'app' && /\.tsx?$/.test(path) && !appFiles.includes(basename(path))) {
    return say(path, `app only composes routes (${appFiles.join(', ')})`);
  }
  if (top === 'lib' && rest.length === 0 && !libFiles.includes(second.replace('.test.', '.'))) {
    return say(path, 'lib has a closed list of files');
  }
  if (top === 'lib' && rest.length > 0 && !libFolders.includes(second)) return say(path, 'lib has a closed list of folders');
  if (top !== 'features') return undefined;
  if (!features.includes(second)) return say(path, 'features are named after the nouns of the product');
  if (rest[0] === 'components') {
    return rest.length === 2 && rest[1].endsWith('.tsx') ? undefined : say(path, 'components holds .tsx files only');
  }
  const [name] = rest;
  if (rest.length > 1 || !(name.endsWith('.ts') || isTest(name))) return say(path, 'a feature has files, components/ and nothing else');
  if (isTest(name) || featureFiles.includes(name)) return undefined;
  const tested = [...sources].some(
    ([other, text]) => isTest(other) && dirname(other) === dirname(path) && text.includes(`'./${basename(name, '.ts')}'`),
  );
  if (!tested) say(path, 'a pure module of a feature has a test beside it');
  if (/from 'react'/.test(sources.get(path))) say(path, 'a pure module does not know React');
  return undefined;
}

function checkSource(path, text, say) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const imports = [];
  const visit = (node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) imports.push(node.moduleSpecifier.text);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && ts.isStringLiteral(node.arguments[0])) {
      imports.push(node.arguments[0].text);
    }
    if (!isTest(path)) checkWords(path, node, say);
    if (isHook(node) && mayBeLeftOut(node)) say(path, `${node.expression.text}() is a hook, which a rendering must not leave out`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const specifier of imports) checkImport(path, specifier, say);
  if (isTest(path)) return;
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  for (const [pattern, home, why] of homes) {
    if (pattern.test(code) && !home.test(path)) say(path, why);
  }
}

/** `use` itself is none: React lets it be left out. */
function isHook(node) {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && /^use[A-Z]/.test(node.expression.text);
}

/** Whether its function may return without having called it: behind a condition, or after an early return. */
function mayBeLeftOut(call) {
  for (let node = call; !ts.isFunctionLike(node) && node.parent; node = node.parent) {
    const { parent } = node;
    if (ts.isConditionalExpression(parent) && node !== parent.condition) return true;
    if (ts.isBinaryExpression(parent) && node === parent.right && /^(\?\?|\|\||&&)$/.test(parent.operatorToken.getText())) return true;
    if (ts.isIfStatement(parent) && node !== parent.expression) return true;
    if (ts.isIterationStatement(parent, false)) return true;
    if (ts.isBlock(parent) && parent.statements.slice(0, parent.statements.indexOf(node)).some(returns)) return true;
  }
  return false;
}

function returns(node) {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  return ts.isReturnStatement(node) || (ts.forEachChild(node, (child) => returns(child) || undefined) ?? false);
}

/** Words that people read or hear stand in the catalogue. The product's own name may stand for itself. */
function checkWords(path, node, say) {
  if (ts.isJsxText(node) && /\p{L}{2}/u.test(node.text) && path !== 'components/logo.tsx') {
    say(path, `"${node.text.trim()}" belongs in the catalogue`);
  }
  const isSpoken = ts.isJsxAttribute(node) && spokenAttributes.has(node.name.getText());
  const isShown = ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent);
  const [value, before] = isSpoken ? [node.initializer, `${node.name.getText()}=`] : isShown ? [node.expression, ''] : [];
  for (const words of wordsIn(value)) {
    if (/\p{L}{2}/u.test(words) && words !== 'Convene') say(path, `${before}"${words}" belongs in the catalogue`);
  }
}

/** What may be shown of a value, as far as it is written there: a literal, or one of those chosen between. */
function wordsIn(node) {
  if (!node) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
  if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node)) return wordsIn(node.expression);
  if (ts.isConditionalExpression(node)) return [...wordsIn(node.whenTrue), ...wordsIn(node.whenFalse)];
  if (ts.isBinaryExpression(node) && /^(\?\?|\|\||&&|\+)$/.test(node.operatorToken.getText())) {
    return [...(node.operatorToken.getText() === '&&' ? [] : wordsIn(node.left)), ...wordsIn(node.right)];
  }
  return [];
}

function checkImport(path, specifier, say) {
  if (specifier in bannedPackages) return say(path, `${specifier}: ${bannedPackages[specifier]}`);
  const target = resolved(path, specifier);
  if (target === null) return undefined;
  const [from, fromName] = path.split('/');
  const [to, toName, inside] = target.split('/');
  if (from === 'components' && to !== 'components') return say(path, `${specifier}: components could ship in another product`);
  if (from === 'lib' && ['app', 'features', 'components'].includes(to)) return say(path, `${specifier}: lib knows no feature and no page`);
  if (to === 'app' && from !== 'app') return say(path, `${specifier}: nothing imports a route`);
  if (to !== 'features' || (from === 'features' && toName === fromName)) return undefined;
  if (inside !== undefined) return say(path, `${specifier}: the inside of a feature is its own; import its index`);
  if (from === 'features' && features.indexOf(toName) > features.indexOf(fromName)) {
    return say(path, `${specifier}: ${fromName} stands below ${toName}`);
  }
  return undefined;
}

/** Path inside src that a specifier means; null for packages. */
function resolved(path, specifier) {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  if (!specifier.startsWith('.')) return null;
  const target = join(dirname(path), specifier).split(sep).join('/');
  return target.startsWith('..') ? null : target;
}
