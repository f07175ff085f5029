export { AnswerChoice } from './components/answer-choice';
export type { Slot } from './components/create-sheet';
export { CreateSheet } from './components/lazy-sheets';
export { MeetingCard } from './components/meeting-card';
export { MeetingPage } from './components/meeting-page';
export { MeetingSkeleton } from './components/meeting-skeleton';
export { MeetingsPage } from './components/meetings-page';
export { MeetingsSkeleton } from './components/meetings-skeleton';
export { useMeetingsLive } from './live';
