import { beforeEach, describe, expect, it } from 'vitest';
import { ApiProblem } from '@/lib/api/problem';
import { optimisticSave, type Change, type Kept } from './optimistic-save';

interface Note {
  version: number;
  title: string;
  place: string;
}

/** A server that keeps one note and insists on the newest version. */
class Server {
  note: Note = { version: 1, title: 'Review', place: 'Blue room' };
  down = false;

  async save(members: Partial<Note>, version: number): Promise<Note> {
    await Promise.resolve();
    if (this.down) throw new ApiProblem(422, { code: 'invalid' });
    if (version !== this.note.version) {
      throw new ApiProblem(412, { code: 'stale', current: this.note } as object);
    }
    this.note = { ...this.note, ...members, version: version + 1 };
    return this.note;
  }

  /** Somebody else's change. */
  meanwhile(members: Partial<Note>): void {
    this.note = { ...this.note, ...members, version: this.note.version + 1 };
  }
}

describe('an optimistic save', () => {
  let server: Server;
  let shown: Note;
  let history: Note[];
  let kept: Kept<Note>;

  beforeEach(() => {
    server = new Server();
    shown = server.note;
    history = [];
    kept = {
      pause: () => Promise.resolve(),
      read: () => shown,
      write: (note) => {
        shown = note;
        history.push(note);
      },
    };
  });

  const change = (members: Partial<Note>): Change<Note, Partial<Note>> => ({
    members,
    apply: (note, values) => ({ ...note, ...values }),
    send: (values, version) => server.save(values, version),
    same: (a, b, member) => a[member] === b[member],
  });

  it('shows the change before the server has answered, then what the server saved', async () => {
    const saving = optimisticSave(kept, shown, change({ title: 'Design review' }));
    await expect.poll(() => shown.title).toBe('Design review');
    expect((await saving).kind).toBe('saved');
    expect(history.map(({ version }) => version)).toEqual([1, 2]);
  });

  it('merges with a change of something else', async () => {
    const base = shown;
    server.meanwhile({ place: 'Green room' });
    const outcome = await optimisticSave(kept, base, change({ title: 'Design review' }));
    expect(outcome).toMatchObject({ kind: 'saved', merged: true });
    expect(shown).toEqual({ version: 3, title: 'Design review', place: 'Green room' });
  });

  it('hands back a change of the same thing, and saves neither over the other', async () => {
    const base = shown;
    server.meanwhile({ title: 'Theirs' });
    const outcome = await optimisticSave(kept, base, change({ title: 'Mine' }));
    expect(outcome).toMatchObject({ kind: 'conflict', disputed: ['title'], members: { title: 'Mine' } });
    expect(shown.title).toBe('Theirs');
    expect(server.note.title).toBe('Theirs');
  });

  it('puts back what was shown when the server refuses', async () => {
    server.down = true;
    await expect(optimisticSave(kept, shown, change({ title: '' }))).rejects.toBeInstanceOf(ApiProblem);
    expect(shown.title).toBe('Review');
  });

  it('never replaces something newer that arrived while saving', async () => {
    const saving = optimisticSave(kept, shown, change({ title: 'Mine' }));
    await expect.poll(() => shown.title).toBe('Mine');
    kept.write({ version: 9, title: 'Later', place: 'Attic' });
    await saving;
    expect(shown.version).toBe(9);
  });
});
