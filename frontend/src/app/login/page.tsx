import type { Metadata } from 'next';
import { SignInPage } from '@/features/session';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.session.signInTitle };

export default function Page() {
  return <SignInPage />;
}
