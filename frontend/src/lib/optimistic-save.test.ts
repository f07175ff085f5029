import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, Unreachable } from '@/lib/api/problem';
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

describe('many saves and live events', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('end with the page showing what the server has, and lose no change that was called saved', async () => {
    const name = fc.constantFrom<'title' | 'place'>('title', 'place');
    const text = fc.string({ minLength: 1, maxLength: 3 });
    const step = fc.oneof(
      fc.record({ kind: fc.constant('mine' as const), name, text, delay: fc.integer({ min: 1, max: 200 }), fate: fc.constantFrom('well' as const, 'cut' as const, 'refused' as const) }),
      fc.record({ kind: fc.constant('theirs' as const), name, text }),
      fc.constant({ kind: 'heard' as const }),
      fc.record({ kind: fc.constant('pass' as const), milliseconds: fc.integer({ min: 1, max: 300 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const server = new Server();
        let shown = server.note;
        const kept: Kept<Note> = {
          pause: () => Promise.resolve(),
          read: () => shown,
          write: (note) => {
            shown = note;
          },
          doubt: () =>
            setTimeout(() => {
              if (server.note.version >= shown.version) shown = server.note;
            }, 20),
        };
        // As a live event does: fetched again, and taken in unless it is known.
        const hear = () => {
          if (server.note.version > shown.version) kept.write(server.note);
        };
        const written: string[] = [];
        const saves: Promise<unknown>[] = [];
        for (const each of steps) {
          if (each.kind === 'mine') {
            const members = { [each.name]: each.text };
            const send = async (values: Partial<Note>, version: number) => {
              await new Promise((resolve) => setTimeout(resolve, each.delay));
              if (each.fate === 'refused') throw new ApiProblem(422, { code: 'invalid' });
              if (each.fate === 'cut') throw new Unreachable(null);
              const saved = await server.save(values, version);
              written.push(`${saved.version} ${each.name} ${each.text}`);
              return saved;
            };
            const change: Change<Note, Partial<Note>> = {
              members,
              apply: (note, values) => ({ ...note, ...values }),
              send,
              same: (a, b, member) => a[member] === b[member],
            };
            const saving = optimisticSave(kept, shown, change).then(
              (outcome) => {
                if (outcome.kind !== 'saved') return;
                expect(written.some((line) => line === `${outcome.entity.version} ${each.name} ${each.text}`)).toBe(true);
              },
              () => undefined,
            );
            saves.push(saving);
            await vi.advanceTimersByTimeAsync(0);
          } else if (each.kind === 'theirs') server.meanwhile({ [each.name]: each.text });
          else if (each.kind === 'heard') hear();
          else await vi.advanceTimersByTimeAsync(each.milliseconds);
        }
        await vi.advanceTimersByTimeAsync(5_000);
        await Promise.all(saves);
        hear();
        expect(shown).toEqual(server.note);
      }),
      { numRuns: 200 },
    );
  });
});
