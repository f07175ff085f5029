import type { Keeper } from '@/lib/keeper';
import type { MeetingForm } from './schema';

/** The unsaved meeting of a person: closing the sheet by mistake loses nothing, nor does closing the browser. */
export class DraftStore {
  constructor(
    private readonly keeper: Keeper,
    private readonly personId: string,
  ) {}

  private get key(): string {
    return `draft.2.${this.personId}`;
  }

  keep(form: MeetingForm): void {
    void this.keeper.put(this.key, form);
  }

  async read(): Promise<MeetingForm | null> {
    return ((await this.keeper.get(this.key)) as MeetingForm | undefined) ?? null;
  }

  drop(): void {
    void this.keeper.drop(this.key);
  }
}

/** Whether somebody typed anything worth keeping; times alone come from the calendar. */
export function worthKeeping(form: MeetingForm): boolean {
  const chosen = form.guests.length + form.rooms.length;
  return Boolean(form.title.trim() || chosen || form.location || form.conference || form.description);
}

/** A kept draft at the newly chosen time. */
export function resumed(draft: MeetingForm | null, fresh: MeetingForm): MeetingForm {
  if (!draft || !worthKeeping(draft)) return fresh;
  const { allDay, date, start, end, lastDate, zone } = fresh;
  return { ...fresh, ...draft, allDay, date, start, end, lastDate, zone };
}
