export { CalendarPage } from './components/calendar-page';
export { CalendarRail } from './components/lazy-parts';
export { CalendarSkeleton } from './components/calendar-skeleton';
export { useCalendarLive } from './live';
