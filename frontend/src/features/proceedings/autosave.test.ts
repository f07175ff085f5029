import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProblem, Unreachable } from '@/lib/api/problem';
import { Autosave, idleBeforeSave, type Unsaved } from './autosave';

interface Members {
  text: string;
  due: string | null;
}
interface Note extends Members {
  version: number;
}

/** A server that keeps one note, insists on the newest version, and does once what comes under one key. Answers take a while. */
class Server {
  note: Note | null = { version: 1, text: 'old', due: null };
  down = false;
  /** It hears, and cannot be heard. */
  mute = false;
  made = 0;
  received: Partial<Members>[] = [];
  private readonly answers = new Map<string, { asked: string; answer: Note | ApiProblem }>();

  readonly save = async (members: Partial<Members>, version: number | null, id: string): Promise<Note> => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (this.down) throw new Unreachable(null);
    const asked = JSON.stringify(members);
    const known = this.answers.get(id);
    if (known && known.asked !== asked) throw new ApiProblem(422, { code: 'idempotency_key_reused' });
    const answer = known?.answer ?? this.done(members, version);
    this.answers.set(id, { asked, answer });
    if (this.mute) throw new Unreachable(null);
    if (answer instanceof ApiProblem) throw answer;
    return answer;
  };

  private done(members: Partial<Members>, version: number | null): Note | ApiProblem {
    if (version !== null && version !== this.note?.version) return new ApiProblem(412, { code: 'stale', current: this.note } as object);
    if (version === null) this.made += 1;
    this.received.push(members);
    this.note = version === null ? { version: 1, text: '', due: null, ...members } : { ...(this.note as Note), ...members, version: version + 1 };
    return this.note;
  }

  meanwhile(members: Partial<Members>): Note {
    this.note = { ...(this.note as Note), ...members, version: (this.note?.version ?? 0) + 1 };
    return this.note;
  }
}

let server: Server;
/** What the device keeps of the note. */
let kept: Unsaved<Note, Members> | null;
let ids = 0;
let page = 0;
const written = (note: Note | null = server.note) => {
  const own = (page += 1);
  return new Autosave<Note, Members>(
    {
      send: server.save,
      newId: () => `${(ids += 1)}`,
      apply: (entity, members) => ({ ...entity, ...members }),
      // What a page sent may arrive after it is gone; it keeps nothing any more.
      keep: (unsaved) => {
        if (own === page) kept = unsaved;
      },
      now: () => 42,
    },
    note,
  );
};
/** The page is loaded again: nothing is left of it but what the device keeps, and what the server says. */
const again = (note: Autosave<Note, Members>) => {
  note.stop();
  const next = written(kept ? kept.base : server.note);
  if (kept) next.resume(structuredClone(kept));
  return next;
};
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  kept = null;
});

afterEach(() => void vi.useRealTimers());

it('saves once typing pauses, and all that was typed at once', async () => {
  const note = written();
  note.change({ text: 'n' });
  await pass(idleBeforeSave - 1);
  note.change({ text: 'new' });
  await pass(idleBeforeSave - 1);
  expect([note.state, server.received.length, note.value('text', '')]).toEqual(['waiting', 0, 'new']);
  await pass(101);
  expect([note.state, note.savedAt, server.received]).toEqual(['clean', 42, [{ text: 'new' }]]);
});

it('goes on saving what was typed while it saved', async () => {
  const note = written();
  note.change({ text: 'one' });
  await pass(idleBeforeSave + 50);
  note.change({ text: 'one two' });
  expect([note.state, note.value('text', '')]).toEqual(['saving', 'one two']);
  await pass(250);
  expect([note.state, server.note?.text]).toEqual(['clean', 'one two']);
});

it('makes what is not there yet', async () => {
  server.note = null;
  const note = written(null);
  note.change({ text: 'first' });
  await pass(idleBeforeSave + 100);
  expect([note.entity?.version, server.note]).toEqual([1, { version: 1, text: 'first', due: null }]);
});

it('never touches what is being typed, and follows what is not', () => {
  const note = written();
  note.change({ text: 'mine' });
  note.heard(server.meanwhile({ text: 'theirs', due: '2026-12-04' }));
  expect([note.value('text', ''), note.value('due', null)]).toEqual(['mine', '2026-12-04']);
});

it('merges with a change of something else', async () => {
  const note = written();
  note.change({ text: 'mine' });
  server.meanwhile({ due: '2026-12-04' });
  await pass(idleBeforeSave + 200);
  expect([note.state, server.note]).toEqual(['clean', { version: 3, text: 'mine', due: '2026-12-04' }]);
});

it('asks when somebody else wrote the same, and saves what was chosen on top of theirs', async () => {
  const note = written();
  note.change({ text: 'mine' });
  server.meanwhile({ text: 'theirs' });
  await pass(idleBeforeSave + 100);
  expect([note.state, note.value('text', ''), note.theirs('text')]).toEqual(['conflict', 'mine', 'theirs']);
  note.change({ text: 'mine, longer' });
  await pass(5_000);
  expect(server.note?.text).toBe('theirs');
  note.settle('mine', { text: `theirs\n\n${note.value('text', '')}` });
  await pass(100);
  expect([note.state, server.note?.text]).toEqual(['clean', 'theirs\n\nmine, longer']);
});

it('takes theirs when that was chosen', async () => {
  const note = written();
  note.change({ text: 'mine' });
  server.meanwhile({ text: 'theirs' });
  await pass(idleBeforeSave + 100);
  note.settle('theirs');
  expect([note.state, note.value('text', ''), note.isDirty]).toEqual(['clean', 'theirs', false]);
});

it('tries again by itself when there was no answer, and not when it was refused', async () => {
  const note = written();
  server.down = true;
  note.change({ text: 'mine' });
  await pass(idleBeforeSave + 100);
  expect(note.state).toBe('failed');
  server.down = false;
  await pass(2_100);
  expect([note.state, server.note?.text]).toEqual(['clean', 'mine']);
});

it('makes one thing of what was sent and not answered, also after a reload, and writes into it what came after', async () => {
  server.note = null;
  server.mute = true;
  let note = written(null);
  note.change({ text: 'first' });
  await pass(idleBeforeSave + 100);
  note.change({ text: 'first, longer' });
  note = again(note);
  expect([server.made, note.value('text', '')]).toEqual([1, 'first, longer']);
  server.mute = false;
  await pass(1_000);
  expect([note.state, server.made, (server.note as Note | null)?.text, kept]).toEqual(['clean', 1, 'first, longer', null]);
});

it('keeps what was typed without a connection, and asks when somebody else wrote the same before it came', async () => {
  server.down = true;
  let note = written();
  note.change({ text: 'mine' });
  await pass(idleBeforeSave + 100);
  server.meanwhile({ text: 'theirs' });
  server.down = false;
  note = again(note);
  await pass(1_000);
  expect([note.state, note.value('text', ''), note.theirs('text')]).toEqual(['conflict', 'mine', 'theirs']);
  note.settle('theirs');
  expect(kept).toBeNull();
});

it('ends with the page and the server saying the same, whatever happens in which order', async () => {
  const text = fc.string({ maxLength: 4 });
  const step = fc.oneof(
    fc.record({ kind: fc.constant('type' as const), text }),
    fc.record({ kind: fc.constant('due' as const), due: fc.constantFrom('2026-12-01', '2026-12-02') }),
    fc.record({ kind: fc.constant('theirs' as const), text, heard: fc.boolean() }),
    fc.record({ kind: fc.constant('theirDue' as const), due: fc.constantFrom('2027-01-01', null), heard: fc.boolean() }),
    fc.record({ kind: fc.constant('pass' as const), milliseconds: fc.integer({ min: 1, max: 1_200 }) }),
    fc.record({ kind: fc.constant('network' as const), down: fc.boolean(), mute: fc.boolean() }),
    fc.record({ kind: fc.constant('reload' as const) }),
    fc.record({ kind: fc.constant('choose' as const), which: fc.constantFrom('mine' as const, 'theirs' as const, 'both' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.boolean(), async (steps, isNew) => {
      server = new Server();
      kept = null;
      if (isNew) server.note = null;
      let note = written();
      const choose = (which: 'mine' | 'theirs' | 'both') => {
        const mine = note.value('text', '');
        note.settle(which === 'theirs' ? 'theirs' : 'mine', which === 'both' ? { text: `${note.theirs('text')}+${mine}` } : {});
      };
      for (const each of steps) {
        if (each.kind === 'type') {
          note.change({ text: each.text });
          expect(note.value('text', '')).toBe(each.text);
        } else if (each.kind === 'due') note.change({ due: each.due });
        else if (each.kind === 'theirs' || each.kind === 'theirDue') {
          // Nobody writes into what nobody has made.
          if (!server.note) continue;
          const before = note.value('text', '');
          const dirty = note.isDirty && 'text' in { ...note['draft'], ...note['sent'] };
          const saved = server.meanwhile(each.kind === 'theirs' ? { text: each.text } : { due: each.due });
          if (each.heard) note.heard(saved);
          if (dirty) expect(note.value('text', '')).toBe(before);
        } else if (each.kind === 'pass') await pass(each.milliseconds);
        else if (each.kind === 'network') [server.down, server.mute] = [each.down, each.mute];
        else if (each.kind === 'reload') {
          const before = note.value('text', '');
          const dirty = note.isDirty && 'text' in { ...note['draft'], ...note['sent'] };
          note = again(note);
          if (server.note && note.entity) note.heard(server.note);
          if (dirty) expect(note.value('text', '')).toBe(before);
        }
        else choose(each.which);
      }
      server.down = server.mute = false;
      for (let round = 0; round < 8; round += 1) {
        await pass(31_000);
        if (note.state === 'conflict') choose('mine');
      }
      expect([note.state, server.made]).toEqual(['clean', isNew && server.note ? 1 : 0]);
      if (!server.note) return;
      note.heard(server.note);
      expect([note.value('text', ''), note.value('due', null)]).toEqual([server.note?.text, server.note?.due]);
    }),
    { numRuns: 150 },
  );
});
