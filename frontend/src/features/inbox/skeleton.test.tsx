// @vitest-environment jsdom
import { render } from '@testing-library/react';
import { IntlProvider } from 'use-intl';
import { expect, it, vi } from 'vitest';
import { wordsNow } from '@/lib/words';
import shared from '@/messages/en.json';
import { InboxSkeleton } from './components/inbox-skeleton';

it('fetches the words of the page whose place it keeps', async () => {
  expect(wordsNow('inbox')).toBeNull();
  render(
    <IntlProvider locale="en" messages={shared}>
      <InboxSkeleton />
    </IntlProvider>,
  );
  await vi.waitFor(() => expect(wordsNow('inbox')).not.toBeNull(), 10_000);
});
