// @vitest-environment jsdom
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AnswerCache } from '@/lib/api/answer-cache';
import { useKeptTrue } from './kept-true';

let cache: AnswerCache;
/** What the server knows, and how often it was asked. */
let said: string[];
let asked: number;
let letAnswer: (() => void)[];

beforeEach(() => {
  cache = new AnswerCache({ defaultOptions: { queries: { staleTime: 30_000 } } });
  [said, asked, letAnswer] = [['Hello'], 0, []];
});
afterEach(() => {
  cleanup();
  cache.clear();
});

function look() {
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={cache}>{children}</QueryClientProvider>;
  return renderHook(
    () => {
      const { data } = useQuery({
        queryKey: ['talk'],
        queryFn: () => {
          asked += 1;
          const answer = [...said];
          return new Promise<string[]>((resolve) => letAnswer.push(() => resolve(answer)));
        },
      });
      return { data, ...useKeptTrue(['talk']) };
    },
    { wrapper },
  );
}

async function answered(shown: ReturnType<typeof look>, ...words: string[]): Promise<void> {
  await waitFor(() => {
    for (const answer of letAnswer.splice(0)) answer();
    expect(shown.result.current.data).toEqual(words);
  });
}

it('is read again when it is next looked at', async () => {
  const first = look();
  await answered(first, 'Hello');
  first.unmount();
  said.push('Said while nobody listened');
  const second = look();
  expect(second.result.current.data).toEqual(['Hello']);
  await answered(second, 'Hello', 'Said while nobody listened');
});

it('is asked for again when something is told while an answer is under way', async () => {
  const shown = look();
  said.push('Just said');
  shown.result.current.told();
  await answered(shown, 'Hello', 'Just said');
  expect(asked).toBe(2);
});

it('is not asked for again because something was told', async () => {
  const shown = look();
  await answered(shown, 'Hello');
  shown.result.current.told();
  expect(asked).toBe(1);
});
