import type { Metadata } from 'next';
import { AccountWords, InvitationPage } from '@/features/account';
import messages from '@/messages/en.account.json';

export const metadata: Metadata = { title: messages.invitation.title };

export default function Page() {
  return (
    <AccountWords>
      <InvitationPage />
    </AccountWords>
  );
}
