import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { NextConfig } from 'next';

const backend = process.env.CONVENE_BACKEND ?? 'http://127.0.0.1:8000';

/** Changes with the form of the API's answers: what a build with others kept in a browser is not read by this one. */
const shape = createHash('sha256').update(readFileSync(new URL('./src/lib/api/schema.d.ts', import.meta.url))).digest('hex').slice(0, 12);

const exported: NextConfig = {
  env: { CONVENE_SHAPE: shape },
  output: 'export',
  trailingSlash: true,
  reactStrictMode: true,
  images: { unoptimized: true },
  poweredByHeader: false,
};

// An export knows no rewrites. The development server needs them to reach Flask, WebSocket included, and to hand
// out the page built for the placeholder id, as Flask does with the export.
const development: NextConfig = {
  ...exported,
  skipTrailingSlashRedirect: true,
  rewrites: async () => ({
    beforeFiles: [{ source: '/meetings/:id((?!_/?$)[^/]+)/', destination: '/meetings/_/' }],
    afterFiles: [{ source: '/api/:path*', destination: `${backend}/api/:path*` }],
    fallback: [],
  }),
};
delete development.output;

export default process.env.NODE_ENV === 'development' ? development : exported;
