export { CalendarPage } from './components/calendar-page';
export { CalendarRail } from './components/calendar-rail';
export { CalendarSkeleton } from './components/calendar-skeleton';
export { useCalendarLive } from './live';
