import type { Entry } from '@/lib/api/types';
import { mutationId } from '@/lib/api/mutation-id';
import type { Keeper } from '@/lib/keeper';
import { Autosave, type Unsaved } from './autosave';
import type { Holds } from './holds';

export type EntryKind = Entry['kind'];

/** What of an entry is written in a block. */
export type Written = Pick<Entry, 'kind' | 'text' | 'owner_id' | 'due'>;

export interface BlockWire {
  /** `onSaved` is told before anybody else learns of the entry. What is sent again under the same `once` is done once. */
  add(written: Written, once: string, onSaved: (entry: Entry) => void): Promise<Entry>;
  write(id: string, change: Partial<Written>, version: number, once: string): Promise<Entry>;
  newId(): string;
}

/** Where blocks are kept that could not be saved: under names that begin so. */
export interface Drawer {
  readonly keeper: Keeper;
  readonly name: string;
  /** Not after whoever wrote them has left. */
  isOpen(): boolean;
  /** Of several tabs one has a block in hand at a time, and sends it. */
  readonly holds: Holds;
}

interface KeptBlock {
  readonly kind: EntryKind;
  readonly unsaved: Unsaved<Entry, Written>;
}

export type Block = Autosave<Entry, Written>;

/** A block that nobody has saved yet. */
export interface Begun {
  readonly key: string;
  readonly kind: EntryKind;
}

/**
 * The blocks of minutes that are written into here. They outlive the page that shows them: what could not be saved yet
 * goes on trying, and is found again when one comes back; after a reload too, for it is kept on the device.
 */
export class Blocks {
  begun: readonly Begun[] = [];
  private readonly blocks = new Map<string, Block>();
  /** Entries that were begun here are the same block as before, by its key. */
  private readonly keys = new Map<string, string>();
  private readonly listeners = new Set<() => void>();
  /** Names of those that this tab keeps. */
  private readonly hands = new Map<string, Promise<unknown>>();
  /** What an earlier page left over is here. */
  isRestored = false;
  private restoring: Promise<void> | null = null;

  constructor(
    private readonly wire: BlockWire,
    private readonly drawer: Drawer,
    private readonly now: () => number = Date.now,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): readonly Begun[] => this.begun;

  /** Takes what an earlier page could not save out of the drawer, and goes on saving it. */
  restore(): Promise<void> {
    this.restoring ??= this.unpack();
    return this.restoring;
  }

  private async unpack(): Promise<void> {
    const found = await this.drawer.keeper.under(this.drawer.name);
    const begun: Begun[] = [];
    for (const [name, value] of found) {
      if (this.hands.has(name) || (await this.drawer.holds.take(name))) begun.push(...this.unfold(name, value as KeptBlock));
      else void this.inherit(name);
    }
    this.isRestored = true;
    this.become([...begun, ...this.begun]);
  }

  /** Another tab has it in hand: what is left of it once that tab is gone is ours. */
  private async inherit(name: string): Promise<void> {
    await this.drawer.holds.await(name);
    const left = (await this.drawer.keeper.get(name)) as KeptBlock | undefined;
    if (left && this.drawer.isOpen()) this.become([...this.unfold(name, left), ...this.begun]);
    else this.drawer.holds.release(name);
  }

  private unfold(name: string, { kind, unsaved }: KeptBlock): Begun[] {
    const key = name.slice(this.drawer.name.length);
    const block = this.blocks.get(key) ?? this.blockOn(unsaved.base, kind, key);
    this.blocks.set(key, block);
    this.hands.set(name, Promise.resolve());
    if (unsaved.base) this.keys.set(unsaved.base.id, key);
    block.resume(unsaved);
    return unsaved.base ? [] : [{ key, kind }];
  }

  begin(kind: EntryKind): string {
    const key = mutationId();
    this.blocks.set(key, this.blockOn(null, kind, key));
    this.become([...this.begun, { key, kind }]);
    return key;
  }

  /** Nothing was written into it. */
  drop(key: string): void {
    if (this.blocks.get(key)?.isDirty) return;
    this.blocks.delete(key);
    this.become(this.begun.filter((each) => each.key !== key));
  }

  keyOf(entryId: string): string {
    return this.keys.get(entryId) ?? entryId;
  }

  block(key: string): Block | undefined {
    return this.blocks.get(key);
  }

  blockOf(entry: Entry): Block {
    const key = this.keyOf(entry.id);
    const known = this.blocks.get(key);
    if (known) return known;
    const made = this.blockOn(entry, entry.kind, key);
    this.blocks.set(key, made);
    return made;
  }

  /** What is not known to be saved. */
  get dirty(): Block[] {
    return [...this.blocks.values()].filter((block) => block.isDirty);
  }

  /** How many of them are lost when whoever is signed in leaves: what somebody else wrote stays on the device. */
  get unsaved(): number {
    return this.drawer.isOpen() ? this.dirty.length : 0;
  }

  async settle(): Promise<void> {
    await Promise.all(this.dirty.map((block) => block.flush()));
  }

  private blockOn(entry: Entry | null, kind: EntryKind, key: string): Block {
    const block: Block = new Autosave<Entry, Written>(
      {
        send: (change, version, once) => {
          if (version !== null) return this.wire.write((block.entity as Entry).id, change, version, once);
          return this.wire.add({ kind, text: '', owner_id: null, due: null, ...change }, once, (saved) => {
            this.keys.set(saved.id, key);
            this.become(this.begun.filter((each) => each.key !== key));
          });
        },
        newId: () => this.wire.newId(),
        apply: (known, change) => ({ ...known, ...change }),
        keep: (unsaved) => this.keep(key, unsaved && { kind, unsaved }),
        now: this.now,
      },
      entry,
    );
    return block;
  }

  private keep(key: string, kept: KeptBlock | null): void {
    if (!this.drawer.isOpen()) return;
    const name = this.drawer.name + key;
    const { keeper, holds } = this.drawer;
    // In hand before it is seen: no other tab begins on it.
    const inHand = this.hands.get(name) ?? holds.take(name);
    if (kept) {
      this.hands.set(name, inHand);
      void inHand.then(() => keeper.put(name, kept));
    } else {
      this.hands.delete(name);
      void inHand.then(() => keeper.drop(name)).then(() => !this.hands.has(name) && holds.release(name));
    }
  }

  private become(begun: readonly Begun[]): void {
    this.begun = begun;
    for (const listener of this.listeners) listener();
  }
}
