// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { IntlProvider } from 'use-intl';
import { afterEach, expect, it, vi } from 'vitest';
import shared from '@/messages/en.json';
import words from '@/messages/en.settings.json';
import { KeyboardSection } from './components/keyboard-section';

vi.mock('@/lib/words', async (original) => ({ ...(await original<object>()), useWords: () => { throw new Promise(() => undefined); } }));

afterEach(cleanup);

it('has its heading before the words of the keys have come', () => {
  render(
    <IntlProvider locale="en" messages={{ ...shared, ...words } as never} timeZone="UTC">
      <KeyboardSection />
    </IntlProvider>,
  );
  expect(screen.getByRole('heading', { level: 1, name: 'Keyboard' })).toBeDefined();
});
