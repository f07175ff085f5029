// Checks what each page of the export makes a browser load before it works, gzipped, against the budget. Its words
// (lib/words.ts) count as script.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const out = fileURLToPath(new URL('../out', import.meta.url));

/** KiB gzipped of everything the HTML references. */
const budgets = [
  { pages: /^(login|setup|404|_not-found|index)/, js: 280, css: 25 },
  { pages: /^calendar\//, js: 270, css: 25 },
  { pages: /^admin\//, js: 290, css: 25 },
  { pages: /./, js: 280, css: 25 },
];

const sizes = new Map();
async function size(path) {
  if (!sizes.has(path)) sizes.set(path, gzipSync(await readFile(join(out, path)), { level: 9 }).length / 1024);
  return sizes.get(path);
}

async function weight(html, pattern) {
  const found = new Set([...html.matchAll(pattern)].map(([, path]) => path));
  let sum = 0;
  for (const path of found) sum += await size(path);
  return sum;
}

// German stands for all languages: its words are the longest.
const names = (await readdir(out, { recursive: true })).sort();
const pages = names.filter((name) => name.endsWith('.de.html'));
if (pages.length === 0) throw new Error('no export: run `npm run build` first');
let over = false;
for (const page of pages) {
  const html = await readFile(join(out, page), 'utf8');
  const words = await weight(html, /<link[^>]*\shref="([^"]+\.json)"[^>]*\sas="fetch"/gi);
  const js = words + (await weight(html, /<script[^>]*\ssrc="([^"]+\.js)"(?![^>]*nomodule)/gi));
  const css = await weight(html, /<link[^>]*\shref="([^"]+\.css)"/gi);
  const name = relative('.', page).replace('.de.html', '.html');
  const budget = budgets.find(({ pages: pattern }) => pattern.test(name));
  const fits = js <= budget.js && css <= budget.css;
  over ||= !fits;
  console.log(
    `${fits ? 'ok  ' : 'OVER'} ${name.padEnd(28)} js ${js.toFixed(0).padStart(4)} / ${budget.js} KiB   css ${css.toFixed(1).padStart(5)} / ${budget.css} KiB`,
  );
}
if (over) process.exit(1);
