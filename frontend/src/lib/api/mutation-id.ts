/**
 * A UUIDv7 for one intended change. It travels as Idempotency-Key, so that a repeated request changes nothing
 * twice, and comes back as `mutation_id` on the event, so that this tab recognises its own work.
 */
export function mutationId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let index = 0; index < 6; index += 1) bytes[index] = Math.floor(now / 2 ** (8 * (5 - index))) % 256;
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const own = new Set<string>();

/** A new id that this tab will recognise; the last 200 are remembered. */
export function ownMutation(): string {
  const id = mutationId();
  own.add(id);
  if (own.size > 200) own.delete(own.values().next().value as string);
  return id;
}

export function isOwnMutation(id: string | null | undefined): boolean {
  return id != null && own.has(id);
}
