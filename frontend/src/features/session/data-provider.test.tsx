// @vitest-environment jsdom
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { DataProvider } from './components/data-provider';

const router = { back() {}, forward() {}, refresh() {}, push() {}, replace() {}, prefetch() {} };

it('loses nothing that happens while a page asks for the first time', async () => {
  const known = ['First'];
  const answers: (() => void)[] = [];
  const wrapper = ({ children }: { children: ReactNode }) => (
    <AppRouterContext value={router as never}>
      <DataProvider>{children}</DataProvider>
    </AppRouterContext>
  );
  const ask = () => {
    const answer = [...known];
    return new Promise<string[]>((resolve) => answers.push(() => resolve(answer)));
  };
  const inbox = renderHook(() => ({ cache: useQueryClient(), shown: useQuery({ queryKey: ['inbox'], queryFn: ask }).data }), { wrapper });
  known.push('Second');
  void inbox.result.current.cache.invalidateQueries({ queryKey: ['inbox'] });
  await waitFor(() => {
    for (const answer of answers.splice(0)) answer();
    expect(inbox.result.current.shown).toEqual(['First', 'Second']);
  });
});
