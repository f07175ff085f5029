import { fieldsOf, instantOf } from '@/lib/time/moment';

interface Window {
  readonly start: string;
  readonly end: string;
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** When somebody works, as far as one moment is concerned. */
export interface Hours {
  readonly time_zone: string;
  readonly weekly: Readonly<Record<(typeof weekdays)[number], readonly Window[]>>;
  readonly exceptions: readonly { readonly date: string; readonly windows: readonly Window[] }[];
  readonly out_of_office: readonly Window[];
}

/** Whether they work at that instant. A window that ends before it starts reaches into the next day. */
export function isWithin(hours: Hours, instant: number): boolean {
  const away = hours.out_of_office.some(({ start, end }) => instantOf(start) <= instant && instant < instantOf(end));
  if (away) return false;
  const local = fieldsOf(instant, hours.time_zone);
  const minute = wall(local.time);
  const today = Temporal.PlainDate.from(local.date);
  return (
    windowsOn(hours, today).some(({ start, end }) => minute >= wall(start) && (wall(end) <= wall(start) || minute < wall(end))) ||
    windowsOn(hours, today.subtract({ days: 1 })).some(({ start, end }) => wall(end) <= wall(start) && minute < wall(end))
  );
}

function windowsOn(hours: Hours, date: Temporal.PlainDate): readonly Window[] {
  const exception = hours.exceptions.find((each) => each.date === date.toString());
  return exception ? exception.windows : hours.weekly[weekdays[date.dayOfWeek - 1]!];
}

function wall(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
