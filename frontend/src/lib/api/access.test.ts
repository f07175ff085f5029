import { beforeEach, describe, expect, it } from 'vitest';
import { Access } from './access';
import { Unreachable } from './problem';
import type { Me } from './types';

const ana: Me = { id: 'ana', email: 'ana@example.org', name: 'Ana', role: 'admin', time_zone: 'Europe/Paris', language: 'automatic' as const, version: 1 };

/** A server with one session: it hands out numbered tokens and honours only the newest. */
class Server {
  live = true;
  down = false;
  renewals = 0;
  token = 'none';
  seen: string[] = [];

  readonly answer = async (request: Request): Promise<Response> => {
    if (this.down) throw new TypeError('network');
    const path = new URL(request.url).pathname;
    if (path.endsWith('/auth/refresh')) {
      expect(request.headers.get('X-Convene-CSRF')).toBe('1');
      if (!this.live) return new Response('{}', { status: 401 });
      this.renewals += 1;
      this.token = `token-${this.renewals}`;
      return Response.json(this.session());
    }
    const body = await request.text();
    const known = this.live && request.headers.get('Authorization') === `Bearer ${this.token}`;
    if (!known) return new Response('{}', { status: 401 });
    this.seen.push(`${path} ${body}`);
    return Response.json({});
  };

  session() {
    return { access_token: this.token, token_type: 'Bearer' as const, expires_in: 900, person: ana };
  }
}

const write = (text: string) => new Request('http://localhost/write', { method: 'POST', body: text });

describe('access', () => {
  let server: Server;
  let access: Access;
  let now: number;

  beforeEach(() => {
    now = 1_000_000;
    server = new Server();
    access = new Access(server.answer, null, () => now);
  });

  it.each([401, 200])('takes no answer (%i) to what was asked before somebody signed in', async (status) => {
    let answer = (_: Response): void => undefined;
    access = new Access(() => new Promise<Response>((resolve) => (answer = resolve)));
    const asked = access.restore();
    const bo = { ...ana, id: 'bo', name: 'Bo' };
    access.accept({ ...server.session(), person: bo });
    answer(status === 200 ? Response.json(server.session()) : new Response('{}', { status }));
    await asked;
    expect(access.state).toEqual({ name: 'signed_in', person: bo });
  });

  it('finds the session behind the cookie', async () => {
    await access.restore();
    expect(access.state).toEqual({ name: 'signed_in', person: ana });
  });

  it('takes the renewal that the page began with, and asks for the next ones itself', async () => {
    const began = new Access(server.answer, async () => Response.json({ ...server.session(), access_token: 'early' }), () => now);
    await began.restore();
    expect([began.state, server.renewals]).toEqual([{ name: 'signed_in', person: ana }, 0]);
    now += 900_000;
    await began.authorised(write('later'));
    expect([server.renewals, server.seen]).toEqual([1, ['/write later']]);
  });

  it('is unreachable when what the page began with got lost, and tries again by itself', async () => {
    const began = new Access(server.answer, () => Promise.reject(new TypeError('network')));
    await began.restore();
    expect(began.state.name).toBe('unreachable');
    await began.restore();
    expect(began.state.name).toBe('signed_in');
  });

  it('is signed out without one, and unreachable without a server', async () => {
    server.live = false;
    await access.restore();
    expect(access.state.name).toBe('signed_out');

    server.down = true;
    const other = new Access(server.answer);
    await other.restore();
    expect(other.state.name).toBe('unreachable');
  });

  it('renews once for many requests whose token ran out', async () => {
    await access.restore();
    now += 890_000;
    await Promise.all(Array.from({ length: 10 }, (_, index) => access.authorised(write(`${index}`))));
    expect(server.renewals).toBe(2);
    expect(server.seen).toHaveLength(10);
  });

  it('renews after an early 401 and sends the body again', async () => {
    await access.restore();
    server.token = 'rotated elsewhere';
    const response = await access.authorised(write('kept'));
    expect(response.status).toBe(200);
    expect(server.seen).toEqual(['/write kept']);
  });

  it('sends a wrong code once: a 401 about it says nothing about the token', async () => {
    await access.restore();
    const sent: string[] = [];
    const refusing = new Access(async (request) => {
      if (request.url.endsWith('/auth/refresh')) return server.answer(request);
      sent.push(request.url);
      return Response.json({ code: 'wrong_code' }, { status: 401 });
    });
    await refusing.restore();
    expect((await refusing.authorised(write('000000'))).status).toBe(401);
    expect(sent).toHaveLength(1);
    expect(refusing.state.name).toBe('signed_in');
  });

  it('holds writes while the session is over and replays them after signing in', async () => {
    await access.restore();
    server.live = false;
    const first = access.authorised(write('one'));
    const second = access.authorised(write('two'));
    await expect.poll(() => access.state).toEqual({ name: 'expired', person: ana });
    expect(server.seen).toEqual([]);

    server.live = true;
    server.token = 'after login';
    access.accept(server.session());
    expect((await first).status).toBe(200);
    expect((await second).status).toBe(200);
    expect(server.seen.sort()).toEqual(['/write one', '/write two']);
  });

  it('lets held requests go when the person signs out instead', async () => {
    await access.restore();
    server.live = false;
    const held = access.authorised(write('one'));
    await expect.poll(() => access.state.name).toBe('expired');
    access.forget();
    expect((await held).status).toBe(401);
  });

  it('tells a broken network from an ended session', async () => {
    await access.restore();
    server.down = true;
    await expect(access.authorised(write('x'))).rejects.toBeInstanceOf(Unreachable);
    expect(access.state.name).toBe('signed_in');
  });

  it('gives up on an endpoint that keeps refusing', async () => {
    await access.restore();
    const always = new Access(async (request) =>
      request.url.endsWith('/refresh') ? Response.json(server.session()) : new Response(null, { status: 401 }),
    );
    await always.restore();
    expect((await always.authorised(write('x'))).status).toBe(401);
  });
});
