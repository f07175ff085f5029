/** Minutes before the start that are offered; others that were chosen elsewhere stand beside them. */
export const durations = [0, 5, 10, 15, 30, 60, 1440] as const;

/** "PT1H30M" → 90. */
export function minutesOf(duration: string): number {
  return Temporal.Duration.from(duration).total('minutes');
}

/** The largest unit that says it in whole numbers. */
export function inWords(minutes: number): { count: number; unit: 'start' | 'minutes' | 'hours' | 'days' } {
  if (minutes === 0) return { count: 0, unit: 'start' };
  if (minutes % 1440 === 0) return { count: minutes / 1440, unit: 'days' };
  return minutes % 60 === 0 ? { count: minutes / 60, unit: 'hours' } : { count: minutes, unit: 'minutes' };
}
