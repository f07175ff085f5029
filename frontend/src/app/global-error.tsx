'use client';

import '@/styles/global.css';
import { directionOf, spoken } from '@/lib/language';
import { wordsNow } from '@/lib/words';
import type { Areas } from '@/messages/messages';

/** The last resort: even the frame of all pages failed, so nothing of it is used here. */
export default function GlobalError() {
  // If even the words did not come, the name has to do.
  const words = wordsNow('shared') as Areas['shared'] | null;
  return (
    <html lang={spoken()} dir={directionOf(spoken())}>
      <body>
        <main className="mx-auto max-w-sm px-6 py-16">
          <h1 className="text-lg font-[620]">{words?.failed.title ?? 'Convene'}</h1>
          <p className="mt-2 text-fg-2">{words?.failed.text}</p>
        </main>
      </body>
    </html>
  );
}
