import { access, api } from '@/lib/api/client';
import { ownMutation } from '@/lib/api/mutation-id';
import { ApiProblem } from '@/lib/api/problem';
import type { Problem } from '@/lib/api/types';
import { keeper } from '@/lib/keeper';
import { unsent } from '@/lib/unsent';
import { Queue, type Asked, type Deed, type Sent } from './queue';

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('convene.queue');

async function send({ method, path, body, version, id }: Deed): Promise<unknown> {
  const headers = { 'Idempotency-Key': id, ...(version ? { 'If-Match': version } : {}), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) };
  // Sent to its end even while the page is being left.
  const init = { method, headers, keepalive: true, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const request = new Request(new URL(path, location.origin), init);
  const response = await access.authorised(request);
  const said = (await response.json().catch(() => null)) as unknown;
  if (!response.ok) throw new ApiProblem(response.status, (said ?? {}) as Partial<Problem>);
  return said;
}

function alone(task: () => Promise<void>): Promise<void> {
  // Without locks two tabs may send the same: the server does it once.
  return 'locks' in navigator ? navigator.locks.request<void>('convene.queue', task) : task();
}

let queue: Queue | null = null;

/** What this person did and is not known to have arrived; another person's stays where it is. */
export function outgoing(person = queue?.owner ?? ''): Queue {
  if (queue?.owner === person) return queue;
  queue?.stop();
  const wire = { send, newId: ownMutation, now: Date.now, alone, gone: (id: string) => channel?.postMessage(id) };
  queue = new Queue(wire, keeper, person);
  if (person) void queue.load();
  return queue;
}

unsent.add(
  () => queue?.settle() ?? Promise.resolve(),
  () => queue?.waiting ?? 0,
);

channel?.addEventListener('message', ({ data }: MessageEvent<string>) => queue?.arrived(data));

/** Says at once whether it has arrived, or waits for a connection. Raises ApiProblem. */
export function sendOrWait(asked: Asked): Promise<Sent> {
  return outgoing().send(asked);
}
