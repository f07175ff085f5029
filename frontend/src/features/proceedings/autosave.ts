import { ApiProblem } from '@/lib/api/problem';
import { isRefusal } from '@/lib/offline/queue';
import { optimisticSave } from '@/lib/optimistic-save';

/** Milliseconds without a key after which what was typed is saved. */
export const idleBeforeSave = 800;
const firstRetry = 2_000;
const lastRetry = 30_000;

/**
 * clean → waiting (for a pause in typing) → saving → clean; from saving to conflict (somebody else wrote the same
 * meanwhile: the person chooses) or to failed (no answer: tried again by itself; a refusal waits for another key).
 */
export type SaveState = 'clean' | 'waiting' | 'saving' | 'conflict' | 'failed';

/** What is not known to be saved, as it can be kept and gone on with. */
export interface Unsaved<Entity, Members> {
  /** What it was begun on; null: there is nothing yet, it is to be made. */
  readonly base: Entity | null;
  /** Typed, and not sent. */
  readonly draft: Partial<Members>;
  /** Sent under `id`, without an answer so far. */
  readonly sent: Partial<Members>;
  readonly id: string | null;
}

export interface SaveWire<Entity, Members> {
  /**
   * Sends the change on top of a version (null: there is none yet, it is to be made) and returns what was saved. The
   * server knows it by `id`: what is sent again under the same one is done once.
   */
  send(members: Partial<Members>, version: number | null, id: string): Promise<Entity>;
  newId(): string;
  apply(entity: Entity, members: Partial<Members>): Entity;
  /** Keeps what is not saved beyond this page; null: all is saved. */
  keep(unsaved: Unsaved<Entity, Members> | null): void;
  /** The clock, epoch milliseconds. */
  now(): number;
}

type Versioned = { version: number };

/**
 * One thing that is written into, and saved by itself. What was typed and not saved is never touched by what comes from
 * outside; members that nobody here touches follow it at once. Nothing typed is ever lost.
 */
export class Autosave<Entity extends Versioned & Members, Members extends object> {
  state: SaveState = 'clean';
  /** When it was last saved from here, epoch milliseconds. */
  savedAt: number | null = null;
  /** Why it failed. */
  reason: unknown = null;
  /** Typed, and not known to be saved. */
  private draft: Partial<Members> = {};
  /** On its way, or gone without an answer: then it may have arrived, and goes again as it was. */
  private sent: Partial<Members> = {};
  /** Of what was sent: its Idempotency-Key. */
  private id: string | null = null;
  private isKept = false;
  /** What the draft was begun on. */
  private base: Entity | null;
  /** The latest that is known. */
  private newest: Entity | null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wait = firstRetry;
  private saving: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();
  private changes = 0;

  constructor(
    private readonly wire: SaveWire<Entity, Members>,
    entity: Entity | null,
  ) {
    this.base = this.newest = entity;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Grows with every change of what shows. */
  readonly current = (): number => this.changes;

  get entity(): Entity | null {
    return this.newest;
  }

  get isDirty(): boolean {
    return Object.keys(this.draft).length > 0 || Object.keys(this.sent).length > 0;
  }

  /** What shows: mine where I wrote, else the latest. */
  value<Name extends keyof Members>(name: Name, otherwise: Members[Name]): Members[Name] {
    const mine = { ...this.sent, ...this.draft };
    if (name in mine) return mine[name] as Members[Name];
    const known: Members | null = this.newest;
    return known ? known[name] : otherwise;
  }

  /** In a conflict: what somebody else wrote. */
  theirs<Name extends keyof Members>(name: Name): Members[Name] | null {
    const known: Members | null = this.newest;
    return known ? known[name] : null;
  }

  change(members: Partial<Members>): void {
    if (!this.isDirty) this.base = this.newest;
    this.draft = { ...this.draft, ...members };
    if (this.state === 'clean' || this.state === 'waiting' || this.state === 'failed') {
      this.state = 'waiting';
      this.schedule(idleBeforeSave);
    }
    this.tell();
  }

  /** The server's version of it, from wherever. */
  heard(entity: Entity): void {
    if (this.newest && entity.version <= this.newest.version) return;
    this.newest = entity;
    if (!this.isDirty) this.base = entity;
    this.tell();
  }

  /** Saves now, and is done when all is saved, or cannot be just now. */
  async flush(): Promise<void> {
    if (this.state === 'waiting' || this.state === 'failed') this.begin();
    while (this.saving) await this.saving;
  }

  /** In a conflict: mine shall stand on top of what somebody else wrote, with `also` in place of it; or theirs alone. */
  settle(choice: 'mine' | 'theirs', also: Partial<Members> = {}): void {
    if (this.state !== 'conflict') return;
    this.base = this.newest;
    this.draft = choice === 'mine' ? { ...this.draft, ...also } : {};
    if (choice === 'mine') return this.begin();
    this.become('clean');
  }

  /** Goes on with what an earlier page could not save. What is typed here already stands. */
  resume({ base, draft, sent, id }: Unsaved<Entity, Members>): void {
    if (this.isDirty) return;
    Object.assign(this, { base, draft, sent, id });
    this.isKept = true;
    this.state = 'waiting';
    this.schedule(0);
    this.tell();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private schedule(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.begin(), wait);
  }

  private begin(): void {
    clearTimeout(this.timer);
    if (this.saving) return;
    if (this.id === null) {
      this.id = this.wire.newId();
      this.sent = this.draft;
      this.draft = {};
    }
    this.become('saving');
    this.saving = this.save(this.sent).finally(() => {
      this.saving = null;
      if (this.state === 'waiting') this.begin();
    });
  }

  private async save(members: Partial<Members>): Promise<void> {
    try {
      const outcome = this.base ? await this.saveOn(this.base, members) : { kind: 'saved' as const, entity: await this.wire.send(members, null, this.id ?? '') };
      if (outcome.kind === 'conflict') {
        this.take(outcome.theirs);
        this.takeBack();
        return this.become('conflict');
      }
      this.take(outcome.entity);
      this.sent = {};
      this.id = null;
      this.base = outcome.entity;
      this.savedAt = this.wire.now();
      this.wait = firstRetry;
      this.become(Object.keys(this.draft).length > 0 ? 'waiting' : 'clean');
    } catch (reason) {
      const refused = isFinal(reason);
      if (refused) this.takeBack();
      this.reason = reason;
      this.become('failed');
      if (refused) return;
      this.schedule(this.wait);
      this.wait = Math.min(lastRetry, this.wait * 2);
    }
  }

  private saveOn(base: Entity, members: Partial<Members>) {
    return optimisticSave<Entity, Partial<Members>>(
      // What shows is put together here, so that nothing typed meanwhile is overwritten.
      { pause: () => Promise.resolve(), read: () => undefined, write: () => undefined },
      base,
      {
        members,
        apply: (entity, given) => this.wire.apply(entity, given),
        // On a newer version it is another request: the server answers the first one as it did.
        send: (given, version) => this.wire.send(given, version, version === base.version ? (this.id ?? '') : (this.id = this.wire.newId())),
        same: (a, b, name) => a[name] === b[name] || b[name] === members[name],
      },
    );
  }

  /** It has not arrived, and can be sent in another form. */
  private takeBack(): void {
    this.draft = { ...this.sent, ...this.draft };
    this.sent = {};
    this.id = null;
  }

  private take(entity: Entity): void {
    if (!this.newest || entity.version >= this.newest.version) this.newest = entity;
  }

  private become(state: SaveState): void {
    this.state = state;
    this.tell();
  }

  private tell(): void {
    this.changes += 1;
    if (this.isDirty) this.wire.keep({ base: this.base, draft: this.draft, sent: this.sent, id: this.id });
    else if (this.isKept) this.wire.keep(null);
    this.isKept = this.isDirty;
    for (const listener of this.listeners) listener();
  }
}

/** Whether the server said no: sent again as it is, it would do so again. */
export function isFinal(reason: unknown): reason is ApiProblem {
  return isRefusal(reason) && reason.status < 500;
}
