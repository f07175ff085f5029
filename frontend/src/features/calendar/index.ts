export { CalendarPage } from './components/calendar-page';
export { CalendarRail, MoveDialog } from './components/lazy-parts';
export { CalendarSkeleton, HoursSkeleton } from './components/calendar-skeleton';
export { Throttle, useCalendarLive } from './live';

// What is drawn in the grid, for other pages that show days.
export { blocksOf, runsOn, type Block } from './blocks';
export { cellsOf, step, type Cell, type Cursor } from './cells';
export { draftOf } from './components/day-column';
export { EventBlock } from './components/event-block';
export { TimeGrid } from './components/time-grid';
export { useCalendars } from './components/use-calendars';
export { workOn } from './hours';
export { useCancel } from './mutations';
export type { Calendars, Overlay } from './overlays';
export type { When } from './place';
export { useCalendar, workingHoursQuery } from './queries';
export { viewFor } from './view';
