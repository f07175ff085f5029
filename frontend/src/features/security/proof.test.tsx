// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { IntlProvider } from 'use-intl';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProblem } from '@/lib/api/problem';
import shared from '@/messages/en.json';
import security from '@/messages/en.security.json';
import { GivenUp, ProofProvider, useProof } from './components/proof';

vi.mock('./components/lazy-dialogs', () => ({
  ProofDialog: ({ isOpen, onClose, onProven }: { isOpen: boolean; onClose(): void; onProven(): void }) =>
    isOpen ? (
      <>
        <button type="button" onClick={onProven} data-testid="prove" />
        <button type="button" onClick={onClose} data-testid="close" />
      </>
    ) : null,
}));

const heard = vi.fn();

function Asking({ task }: { task: () => Promise<string> }) {
  const proven = useProof();
  return <button type="button" data-testid="do" onClick={() => void proven(task).then(heard, heard)} />;
}

function show(task: () => Promise<string>) {
  render(
    <IntlProvider locale="en" messages={{ ...shared, ...security }} timeZone="UTC">
      <ProofProvider>
        <Asking task={task} />
      </ProofProvider>
    </IntlProvider>,
  );
  fireEvent.click(screen.getByTestId('do'));
}

const refusedOnce = () =>
  vi.fn(async () => 'done').mockRejectedValueOnce(new ApiProblem(403, { code: 'proof_needed' }));

afterEach(() => {
  cleanup();
  heard.mockReset();
});

it('runs again what needed the password, once it was typed', async () => {
  const task = refusedOnce();
  show(task);
  fireEvent.click(await screen.findByTestId('prove'));
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith('done'));
  expect(task).toHaveBeenCalledTimes(2);
});

it('gives up when the question is closed, and does nothing', async () => {
  const task = refusedOnce();
  show(task);
  fireEvent.click(await screen.findByTestId('close'));
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(expect.any(GivenUp)));
  expect(task).toHaveBeenCalledTimes(1);
});

it('asks nothing for other refusals', async () => {
  const refusal = new ApiProblem(409, { code: 'second_factor_exists' });
  show(() => Promise.reject(refusal));
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(refusal));
  expect(screen.queryByTestId('prove')).toBeNull();
});
