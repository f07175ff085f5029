// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { IntlProvider } from 'use-intl';
import { afterEach, expect, it } from 'vitest';
import messages from '@/messages/en.json';
import { OneSkeleton } from './components/directory-skeleton';

afterEach(cleanup);

function shapeOf(of: 'people' | 'rooms') {
  const { container } = render(
    <IntlProvider locale="en" messages={messages}>
      <OneSkeleton of={of} />
    </IntlProvider>,
  );
  const count = (what: string) => container.querySelectorAll(what).length;
  return { weeks: count('.skeleton-grid'), faces: count('.skeleton.rounded-full'), deeds: count('.lg\\:flex-none'), headings: count('h1') };
}

it('has the shape of what comes: who or what it is, what can be done, and a week of hours', () => {
  expect(shapeOf('people')).toEqual({ weeks: 1, faces: 1, deeds: 3, headings: 1 });
  cleanup();
  expect(shapeOf('rooms')).toEqual({ weeks: 1, faces: 0, deeds: 3, headings: 1 });
});
