import { beforeEach, expect, it } from 'vitest';
import { Access } from '@/lib/api/access';
import type { Me } from '@/lib/api/types';
import { MemoryKeeper } from '@/lib/keeper';
import { rememberIn } from './remembering';

const ana = { id: 'ana', name: 'Ana' } as Me;
const ben = { id: 'ben', name: 'Ben' } as Me;
const session = (person: Me) => ({ access_token: 't', token_type: 'Bearer' as const, expires_in: 900, person });
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const offline = async (): Promise<Response> => {
  throw new TypeError('network');
};

let keeper: MemoryKeeper;

beforeEach(async () => {
  keeper = new MemoryKeeper();
  const access = new Access(offline);
  rememberIn(keeper, access, 'v1');
  access.accept(session(ana));
  await settled();
  await keeper.put('read/v1/ana/calendar', 'private');
  await keeper.put('queue/ana/1', 'typed');
});

it('begins with who was here last, without a connection too', async () => {
  const access = new Access(offline);
  rememberIn(keeper, access, 'v1');
  await access.restore();
  await settled();
  expect(access.state).toEqual({ name: 'remembered', person: ana });
});

it('does not read what a build with other answers kept', async () => {
  const access = new Access(offline);
  rememberIn(keeper, access, 'v2');
  await access.restore();
  await settled();
  expect(access.state.name).toBe('unreachable');
});

it('throws away what was read when the session is over, and keeps what was typed', async () => {
  const access = new Access(async () => new Response('{}', { status: 401 }));
  rememberIn(keeper, access, 'v1');
  await settled();
  expect(access.state.name).toBe('remembered');
  await access.restore();
  await settled();
  expect(access.state.name).toBe('signed_out');
  expect([await keeper.get('who'), await keeper.get('read/v1/ana/calendar'), await keeper.get('queue/ana/1')]).toEqual([undefined, undefined, 'typed']);
});

it('leaves nothing of one person to another', async () => {
  const access = new Access(offline);
  rememberIn(keeper, access, 'v1');
  access.accept(session(ben));
  await settled();
  expect([await keeper.get('read/v1/ana/calendar'), await keeper.get('queue/ana/1'), await keeper.get('owner')]).toEqual([undefined, undefined, 'ben']);
});

it('keeps who is here already when it begins', async () => {
  const access = new Access(offline);
  access.accept(session(ben));
  rememberIn(keeper, access, 'v1');
  await settled();
  expect([await keeper.get('owner'), await keeper.get('read/v1/ana/calendar')]).toEqual(['ben', undefined]);
});
