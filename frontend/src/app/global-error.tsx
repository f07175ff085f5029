'use client';

import messages from '@/messages/en.json';
import '@/styles/global.css';

/** The last resort: even the frame of all pages failed, so nothing of it is used here. */
export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto max-w-sm px-6 py-16">
          <h1 className="text-lg font-[620]">{messages.failed.title}</h1>
          <p className="mt-2 text-fg-2">{messages.failed.text}</p>
        </main>
      </body>
    </html>
  );
}
