import type { Metadata } from 'next';
import { InvitationPage } from '@/features/account';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.invitation.title };

export default function Page() {
  return <InvitationPage />;
}
