import { ApiProblem } from '@/lib/api/problem';

/** Where the entity is kept and shown; in the app a query cache. */
export interface Kept<Entity> {
  /** Stops reads that are under way, so that an older answer cannot overwrite the change. */
  pause(): Promise<void>;
  read(): Entity | undefined;
  write(entity: Entity): void;
  /** Reads it again: of several changes under way one has failed, and what shows may hold some of it. */
  doubt?(): void;
}

export interface Change<Entity, Members> {
  members: Members;
  /** The entity as it will look. */
  apply(entity: Entity, members: Members): Entity;
  /** Sends the change on top of a version, that of `base`, and returns the entity as saved. */
  send(members: Members, version: number, base: Entity): Promise<Entity>;
  /** Whether two versions of the entity say the same about a member. */
  same(a: Entity, b: Entity, member: keyof Members): boolean;
}

export type Outcome<Entity, Members> =
  /** `merged`: somebody else had changed other members meanwhile; both changes stand. */
  | { readonly kind: 'saved'; readonly entity: Entity; readonly merged: boolean }
  /** Somebody else changed the same members: the person has to choose. Theirs is shown meanwhile. */
  | { readonly kind: 'conflict'; readonly theirs: Entity; readonly members: Members; readonly disputed: (keyof Members)[] };

/**
 * Shows a change at once and saves it on the version it was based on.
 *
 * A stale version whose changes touch other members is retried once on the newer entity; one that touches the
 * same members is handed back as a conflict. Any other failure puts back what was shown, unless something newer
 * arrived in the meantime, and is thrown.
 */
export async function optimisticSave<Entity extends { version: number }, Members extends object>(
  kept: Kept<Entity>,
  base: Entity,
  change: Change<Entity, Members>,
): Promise<Outcome<Entity, Members>> {
  await kept.pause();
  const shown = change.apply(kept.read() ?? base, change.members);
  kept.write(shown);

  const settle = (entity: Entity): Entity => {
    const newest = kept.read();
    const settled = newest && newest !== shown && newest.version > entity.version ? newest : entity;
    kept.write(settled);
    return settled;
  };

  try {
    const saved = await change.send(change.members, base.version, base);
    return { kind: 'saved', entity: settle(saved), merged: false };
  } catch (reason) {
    const theirs = staleAgainst<Entity>(reason);
    if (!theirs) {
      if (kept.read() === shown) kept.write(base);
      kept.doubt?.();
      throw reason;
    }
    const names = Object.keys(change.members) as (keyof Members)[];
    const disputed = names.filter((name) => !change.same(base, theirs, name));
    if (disputed.length > 0) {
      settle(theirs);
      return { kind: 'conflict', theirs, members: change.members, disputed };
    }
    try {
      const saved = await change.send(change.members, theirs.version, theirs);
      return { kind: 'saved', entity: settle(saved), merged: true };
    } catch (again) {
      settle(theirs);
      const newer = staleAgainst<Entity>(again);
      if (newer) return { kind: 'conflict', theirs: settle(newer), members: change.members, disputed: names };
      throw again;
    }
  }
}

function staleAgainst<Entity>(reason: unknown): Entity | null {
  if (!(reason instanceof ApiProblem) || reason.status !== 412 || !reason.current) return null;
  return reason.current as Entity;
}
