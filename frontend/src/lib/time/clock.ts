/** Times of day as people type them: "9", "9:30", "9.30", "930", "5 pm", "17h30". */
const typed = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2})|(\d{2}))?h?\s*([ap])?\.?\s*m?\.?$/i;

/** HH:MM, or null for what is no time of day. */
export function parseClock(text: string): string | null {
  const found = typed.exec(text.trim());
  if (!found) return null;
  const [, hours, apart, joined, half] = found;
  let hour = Number(hours);
  const minute = Number(apart ?? joined ?? 0);
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  if (hour === 24 && minute === 0) hour = 0;
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** Minutes after midnight of HH:MM. */
export function minutesOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
}

export function clockOf(minutes: number): string {
  const within = ((minutes % 1440) + 1440) % 1440;
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
}
