// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { afterEach, expect, it } from 'vitest';
import { SharedWords, Words } from './locale';
import { wordsOf } from './words';

afterEach(cleanup);

function Said() {
  const [nav, chat] = [useTranslations('nav'), useTranslations('chat')];
  return <p>{`${nav('calendar')}, ${chat('title')}`}</p>;
}

it('brings the words of a part once they are there, and those that all share', async () => {
  await act(async () => void render(
    <Suspense>
      <SharedWords>
        <Words of={wordsOf('chat', 'presence')}>
          <Said />
        </Words>
      </SharedWords>
    </Suspense>,
  ));
  expect(await screen.findByText('Calendar, Chat')).toBeTruthy();
});
