// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { offers } from '@/lib/offers';
import { MeetingDesk } from './components/meeting-desk';
import { desk } from './desk';

vi.mock('./components/desk-service', () => ({ DeskService: () => null }));

afterEach(cleanup);

it('takes in what is to be added quickly before anybody serves', () => {
  render(<MeetingDesk />);
  offers.all().get('meeting.quickAdd')!.run();
  expect(desk.isWaitedAt()).toBe(true);
});
