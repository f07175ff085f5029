import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'worker/**/*.test.ts', 'scripts/**/*.test.mjs'],
    setupFiles: ['./vitest.setup.ts'],
    // Generous: a busy machine must not decide whether a promise is kept.
    testTimeout: 30_000,
    maxWorkers: 2,
  },
});
