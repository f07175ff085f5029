export { AgendaSection, MinutesSection } from './components/lazy-sections';
export { useAgendaKeys } from './components/use-agenda-keys';
export { useKeptMinutes } from './components/use-kept-minutes';
export { useProceedingsLive } from './live';
export type { Which } from './queries';
