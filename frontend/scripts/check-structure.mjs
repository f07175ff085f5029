import { fileURLToPath } from 'node:url';
import { findings } from './structure.mjs';
import { findingsInWords } from './words.mjs';

const src = fileURLToPath(new URL('../src', import.meta.url));
const found = [...findings(src), ...findingsInWords(`${src}/messages`)];
for (const sentence of found) console.error(sentence);
if (found.length > 0) process.exit(1);
