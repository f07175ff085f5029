// After `next build`: writes every page in each language (index.html, index.de.html …) and the words of each beside,
// hashes each page's inline scripts for its content security policy (out/pages.json), makes the service worker and the
// list of what it keeps (out/worker), and writes .br and .gz beside every text file, so that the server compresses
// nothing while people wait.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import ts from 'typescript';
import { catalogues, hasMarkers, languages, pseudo, spokenCatalogues, wordsFolder, wordsOnPages, written } from './languages.mjs';

const out = fileURLToPath(new URL('../out', import.meta.url));
const messages = fileURLToPath(new URL('../src/messages', import.meta.url));
const text = /\.(html|js|css|json|txt|svg|webmanifest|map)$/;
const worthIt = 256;

async function files(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Hashes of the scripts that stand in the page itself, as the policy names them. */
export function inlineScriptHashes(html) {
  const hashes = new Set();
  for (const [, attributes, body] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
    if (/\bsrc\s*=/i.test(attributes) || body === '') continue;
    hashes.add(`sha256-${createHash('sha256').update(body, 'utf8').digest('base64')}`);
  }
  return [...hashes].sort();
}

/** What the policy forbids and would break silently: inline styles and handlers in the markup. */
export function forbiddenMarkup(html) {
  const markup = html.replace(/<script\b[\s\S]*?<\/script>/gi, '');
  return [...markup.matchAll(/<[a-z][^>]*\s(style|on[a-z]+)\s*=|<style\b/gi)].map(([found]) => found.slice(0, 120));
}

/** Puts the words in the place of their markers. English has the plain names, the others stand beside. */
async function speak() {
  const spoken = spokenCatalogues(catalogues(messages));
  const folder = wordsFolder(spoken);
  await mkdir(join(out, folder), { recursive: true });
  for (const [language, areas] of Object.entries(spoken)) {
    for (const [area, words] of Object.entries(areas)) {
      await writeFile(join(out, folder, `${[language, area].filter(Boolean).join('.')}.json`), JSON.stringify(words));
    }
  }
  for (const file of (await files(out)).filter((name) => /\.(html|txt)$/.test(name))) {
    const source = await readFile(file, 'utf8');
    if (!hasMarkers(source)) continue;
    for (const language of [...languages.slice(1), pseudo, 'en']) {
      const name = language === 'en' ? file : file.replace(/(\.\w+)$/, `.${language}$1`);
      await writeFile(name, written(source, wordsOnPages(spoken, language, folder), file.endsWith('.html')));
    }
  }
}

/** Pages that are read, or written on, without a connection; administration and ways in are of no use then. */
const offline = /^\/(index|offline\/|calendar\/|inbox\/|meetings\/|settings\/|find\/|people\/|rooms\/|icon)/;

/** Each page once: the server answers in the language that is asked for. */
function isPage(path) {
  const other = [...languages.slice(1), pseudo].some((language) => path.includes(`.${language}.`));
  return offline.test(path) && /\.(html|txt|svg|png)$/.test(path) && !other;
}

/** What the worker keeps of a build: `texts` holds its pages by their paths, `paths` all of its files. */
export function keptOf(texts, paths) {
  const pages = paths.filter(isPage).sort();
  const fixed = paths.filter((path) => path.startsWith('/_next/static/') && /\.(js|css|woff2|json)$/.test(path)).sort();
  const first = new Set();
  for (const page of pages) {
    for (const [, path] of (texts.get(page) ?? '').matchAll(/(?:src|href)="(\/_next\/static\/[^"?]+)"/g)) first.add(path);
  }
  return { pages, shell: fixed.filter((path) => first.has(path)), rest: fixed.filter((path) => !first.has(path)) };
}

async function makeWorker(all) {
  const paths = all.map((name) => `/${relative(out, name).split(sep).join('/')}`);
  const texts = new Map();
  const digest = createHash('sha256');
  for (const [index, path] of paths.entries()) {
    if (!isPage(path)) continue;
    const content = await readFile(all[index]);
    texts.set(path, content.toString('utf8'));
    digest.update(path).update(content);
  }
  const kept = keptOf(texts, paths);
  // The names of all else change with its contents.
  const build = { id: digest.update(JSON.stringify(kept)).digest('hex').slice(0, 16), ...kept };
  const folder = join(out, 'worker');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'build.js'), `export const build = ${JSON.stringify(build)};\n`);
  for (const name of ['files', 'service-worker']) {
    const source = await readFile(fileURLToPath(new URL(`../worker/${name}.ts`, import.meta.url)), 'utf8');
    const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } });
    await writeFile(join(folder, `${name}.js`), outputText);
  }
}

async function finish() {
  await speak();
  await makeWorker((await files(out)).sort());
  const all = await files(out);
  const pages = {};
  for (const file of all.filter((name) => name.endsWith('.html'))) {
    const html = await readFile(file, 'utf8');
    const forbidden = forbiddenMarkup(html);
    if (forbidden.length > 0) throw new Error(`${relative(out, file)}: the policy forbids ${forbidden.join(' ')}`);
    pages[relative(out, file).split(sep).join('/')] = { scripts: inlineScriptHashes(html) };
  }
  await writeFile(join(out, 'pages.json'), `${JSON.stringify(pages, null, 1)}\n`);

  const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];
  let saved = 0;
  for (const file of all.filter((name) => text.test(name))) {
    const source = await readFile(file);
    if (source.length < worthIt) continue;
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: source.length } };
    const [br, gz] = await Promise.all([brotli(source, quality), zip(source, { level: 9 })]);
    await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
    saved += source.length - br.length;
  }
  console.log(`${Object.keys(pages).length} pages hashed, ${Math.round(saved / 1024)} KiB saved by compression`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await finish();
