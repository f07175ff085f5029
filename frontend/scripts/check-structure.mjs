import { fileURLToPath } from 'node:url';
import { findings } from './structure.mjs';

const found = findings(fileURLToPath(new URL('../src', import.meta.url)));
for (const sentence of found) console.error(sentence);
if (found.length > 0) process.exit(1);
