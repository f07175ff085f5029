// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { createRoot, type Root } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Panel, Tabs } from './tabs';

const tabs = [
  { name: 'agenda', label: 'Agenda' },
  { name: 'minutes', label: 'Minutes' },
] as const;
let root: Root;
/** React draws as in a browser: nothing waits for it to be done. */
const reactActs = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean };

beforeEach(() => {
  reactActs.IS_REACT_ACT_ENVIRONMENT = false;
  Element.prototype.scrollIntoView = () => {};
  root = createRoot(document.body.appendChild(document.createElement('div')));
});

afterEach(() => {
  root.unmount();
  document.body.replaceChildren();
  reactActs.IS_REACT_ACT_ENVIRONMENT = true;
});

function draw(chosen: 'agenda' | 'minutes', printing = false) {
  flushSync(() =>
    root.render(
      <Tabs label="Parts" tabs={tabs} chosen={chosen} onChoose={() => {}}>
        <Panel name="agenda">what is planned</Panel>
        <Panel name="minutes" onPaper={printing}>
          what was said
        </Panel>
      </Tabs>,
    ),
  );
}

it('draws what a panel holds after the panel itself, so that a touch need not wait for both', async () => {
  draw('agenda');
  expect(screen.getByRole('tabpanel', { name: 'Agenda' }).textContent).toBe('');
  await vi.waitFor(() => expect(within(screen.getByRole('tabpanel')).getByText('what is planned')).toBeTruthy());

  draw('minutes');
  expect(screen.getByRole('tabpanel', { name: 'Minutes' }).textContent).toBe('');
  await vi.waitFor(() => expect(within(screen.getByRole('tabpanel')).getByText('what was said')).toBeTruthy());
});

it('has what goes on paper at once', async () => {
  draw('agenda');
  await vi.waitFor(() => expect(screen.getByText('what is planned')).toBeTruthy());
  draw('agenda', true);
  expect(screen.getByText('what was said')).toBeTruthy();
  expect(screen.getByText('what is planned')).toBeTruthy();
});
