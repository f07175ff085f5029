import type { Access } from '@/lib/api/access';
import type { Me } from '@/lib/api/types';
import type { Keeper } from '@/lib/keeper';

/** Who was signed in last, in the form of the answers of the build that kept it. */
const who = 'who';
/** Whose everything else is that is kept here: it stays when the session is over, until somebody else comes. */
const owner = 'owner';

interface Who {
  readonly shape: string;
  readonly person: Me;
}

/**
 * Begins with who was here last, and keeps who is here now; returns how to stop. What was read goes with the session;
 * what was typed waits for the same person, and goes when somebody else signs in.
 */
export function rememberIn(keeper: Keeper, access: Access, shape: string): () => void {
  void keeper.get(who).then((kept) => {
    const known = kept as Who | undefined;
    if (known?.shape === shape) access.remember(known.person);
  });
  const follow = () => {
    const state = access.current();
    if (state.name === 'signed_in') void welcome(keeper, { shape, person: state.person });
    if (state.name === 'signed_out') void forget(keeper);
  };
  // Who is here may be known already: that is asked before anything of the page is drawn.
  follow();
  return access.subscribe(follow);
}

async function welcome(keeper: Keeper, now: Who): Promise<void> {
  const before = await keeper.get(owner);
  if (before !== undefined && before !== now.person.id) await keeper.clear();
  await keeper.put(owner, now.person.id);
  await keeper.put(who, now);
}

async function forget(keeper: Keeper): Promise<void> {
  await keeper.drop(who);
  for (const name of (await keeper.under('read/')).keys()) await keeper.drop(name);
}
