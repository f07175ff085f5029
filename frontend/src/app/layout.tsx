import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import type { ReactNode } from 'react';
import '@fontsource-variable/inter/wght.css';
import '@/styles/global.css';
import { displayScript } from '@/lib/display-script';
import { earlyScript } from '@/lib/api/early';
import { earlyKeysScript } from '@/lib/early-keys';
import { earlySubmitScript } from '@/lib/early-submit';
import { warmUpScript } from '@/lib/time/warm-up-script';
import { Providers } from './providers';
import { marker, titled } from '@/lib/words';

const inter = localFont({
  src: '../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  display: 'swap',
  variable: '--font-inter',
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
    },
  ],
});

export const metadata: Metadata = {
  title: { default: titled('app.name'), template: `%s · ${titled('app.name')}` },
  description: titled('app.description'),
  icons: { icon: '/icon.svg', apple: '/icon-192.png' },
  appleWebApp: { capable: true, title: titled('app.name'), statusBarStyle: 'default' },
  manifest: '/manifest.webmanifest',
  referrer: 'same-origin',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfbfa' },
    { media: '(prefers-color-scheme: dark)', color: '#121214' },
  ],
};

// Only an export puts words in the place of their markers.
const inEnglish = process.env.NODE_ENV === 'development';
const words = inEnglish ? { lang: 'en', dir: 'ltr' } : { lang: marker('lang'), dir: marker('dir'), 'data-words': marker('words') };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html {...words} className={inter.variable} suppressHydrationWarning>
      <head>
        {/* React Aria looks for this id before it adds a style element, which the security policy would refuse. */}
        <meta id="react-aria-pressable-style" name="convene:styles" content="global.css" />
        <script dangerouslySetInnerHTML={{ __html: `${displayScript};${earlyScript};${earlyKeysScript};${earlySubmitScript};${warmUpScript}` }} />
      </head>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
