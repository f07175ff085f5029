import type { Metadata } from 'next';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('nav.settings') };

/** The frame lists the sections; on a phone that is all. */
export default function Page() {
  return null;
}
