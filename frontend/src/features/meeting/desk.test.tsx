// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { offers } from '@/lib/offers';
import { MeetingDesk } from './components/meeting-desk';
import { desk } from './desk';

vi.mock('@/lib/idle', () => ({ whenIdle: () => () => undefined }));
vi.mock('./components/desk-service', () => ({ DeskService }));

function DeskService() {
  const [served, setServed] = useState('nothing');
  useEffect(() => desk.serve(({ kind }) => setServed(kind)), []);
  return <p>{served}</p>;
}

afterEach(cleanup);

it('takes in what is to be added quickly before anybody serves, and keeps whoever has come for it', async () => {
  const { rerender } = render(<MeetingDesk />);
  act(() => offers.all().get('meeting.quickAdd')!.run());
  await screen.findByText('quickAdd');
  rerender(<MeetingDesk />);
  screen.getByText('quickAdd');
});
