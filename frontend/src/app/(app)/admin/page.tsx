import type { Metadata } from 'next';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.nav.admin };

/** The frame lists the sections; on a phone that is all. */
export default function Page() {
  return null;
}
