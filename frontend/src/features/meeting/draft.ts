import type { MeetingForm } from './schema';

/** The unsaved meeting of a person, kept in this tab: closing the sheet by mistake loses nothing. */
export class DraftStore {
  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null,
    private readonly personId: string,
  ) {}

  private get key(): string {
    return `convene.draft.1.${this.personId}`;
  }

  keep(form: MeetingForm): void {
    try {
      this.storage?.setItem(this.key, JSON.stringify(form));
    } catch {
      // A full or forbidden storage must not stop anybody from typing.
    }
  }

  read(): MeetingForm | null {
    try {
      const text = this.storage?.getItem(this.key);
      return text ? (JSON.parse(text) as MeetingForm) : null;
    } catch {
      return null;
    }
  }

  drop(): void {
    this.storage?.removeItem(this.key);
  }
}

/** Whether somebody typed anything worth keeping; times alone come from the calendar. */
export function worthKeeping(form: MeetingForm): boolean {
  return Boolean(form.title.trim() || form.guests.length || form.location || form.conference || form.description);
}

/** A kept draft at the newly chosen time. */
export function resumed(draft: MeetingForm | null, fresh: MeetingForm): MeetingForm {
  if (!draft || !worthKeeping(draft)) return fresh;
  const { date, start, end, zone } = fresh;
  return { ...fresh, ...draft, date, start, end, zone };
}
