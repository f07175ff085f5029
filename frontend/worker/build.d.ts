import type { Build } from './files.js';

/** Written by `finish-export`. */
export const build: Build;
