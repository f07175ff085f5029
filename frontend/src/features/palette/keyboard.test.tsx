// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { IntlProvider } from 'use-intl';
import { afterEach, expect, it, vi } from 'vitest';
import { load } from '@/lib/words';
import { Keyboard } from './components/keyboard';
import { opening } from './opening';

const arrived = vi.hoisted(() => vi.fn());
vi.mock('./components/palette', () => {
  arrived();
  return { Palette: () => <p>What do you want to do?</p> };
});
vi.mock('./components/use-frame-offers', () => ({ useFrameOffers: () => undefined }));
vi.mock('@/features/session', () => ({ useKeyWords: () => ({}) }));

const idle: (() => void)[] = [];
vi.stubGlobal('requestIdleCallback', (task: () => void) => idle.push(task));

afterEach(cleanup);

it('has the palette before anybody asks for it, and not before the page is idle', async () => {
  await load('keys');
  await act(async () =>
    render(
      <IntlProvider locale="en" messages={{}}>
        <Keyboard />
      </IntlProvider>,
    ),
  );
  window.dispatchEvent(new Event('pointermove'));
  await vi.waitFor(() => expect(idle).toHaveLength(1));
  expect(arrived).not.toHaveBeenCalled();
  idle.shift()?.();
  await vi.waitFor(() => expect(arrived).toHaveBeenCalledOnce());
  await act(async () => opening.show('palette'));
  expect(await screen.findByText('What do you want to do?')).toBeDefined();
  expect(arrived).toHaveBeenCalledOnce();
});
