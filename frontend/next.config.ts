import type { NextConfig } from 'next';

const backend = process.env.CONVENE_BACKEND ?? 'http://127.0.0.1:8000';

const exported: NextConfig = {
  output: 'export',
  trailingSlash: true,
  reactStrictMode: true,
  images: { unoptimized: true },
  poweredByHeader: false,
};

// An export knows no rewrites; the development server needs them to reach Flask, WebSocket included.
const development: NextConfig = {
  ...exported,
  skipTrailingSlashRedirect: true,
  rewrites: async () => [{ source: '/api/:path*', destination: `${backend}/api/:path*` }],
};
delete development.output;

export default process.env.NODE_ENV === 'development' ? development : exported;
