import { Unreachable } from './problem';
import { Stopped } from './slow';
import type { Me, SessionAnswer } from './types';

export type AccessState =
  | { readonly name: 'starting' }
  | { readonly name: 'unreachable' }
  | { readonly name: 'signed_out' }
  /** Was signed in here last; the server has not said yet that they still are. What was kept for them shows. */
  | { readonly name: 'remembered'; readonly person: Me }
  | { readonly name: 'signed_in'; readonly person: Me }
  /** The session ended while the page was in use: requests wait here until somebody signs in again. */
  | { readonly name: 'expired'; readonly person: Me };

type Send = (request: Request) => Promise<Response>;

/** A token is renewed when fewer than this many milliseconds are left of it. */
const margin = 20_000;

/**
 * Who is signed in, and the access token, which lives in this object and nowhere else.
 *
 * `authorised` sends a request with a valid token, renewing it first when needed (one renewal at a time, however
 * many requests ask). When the session has ended, requests are held, not failed: after `accept` they go out
 * again with their bodies, so nothing a person typed is lost.
 */
export class Access {
  state: AccessState = { name: 'starting' };
  private token: string | null = null;
  private tokenUntil = 0;
  /** Grows with each session that is accepted. */
  private accepted = 0;
  private renewing: Promise<void> | null = null;
  private readonly held = new Set<() => void>();
  private readonly listeners = new Set<() => void>();

  /** `begun`: the first renewal, where the page has asked for it already. */
  constructor(
    private readonly send: Send,
    private begun: (() => Promise<Response>) | null = null,
    private readonly now: () => number = Date.now,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): AccessState => this.state;

  /** Finds out, by the refresh cookie, whether somebody is signed in already. */
  async restore(): Promise<void> {
    try {
      await this.renew();
    } catch (reason) {
      if (!(reason instanceof Unreachable)) throw reason;
      if (this.state.name === 'starting') this.become({ name: 'unreachable' });
    }
  }

  /** Who was here last, as this browser kept it: they read on while the server is asked, or cannot be. */
  remember(person: Me): void {
    if (this.state.name === 'starting' || this.state.name === 'unreachable') this.become({ name: 'remembered', person });
  }

  /** A fresh session, from signing in, set-up or a renewal. */
  accept(session: SessionAnswer): void {
    this.accepted += 1;
    this.token = session.access_token;
    this.tokenUntil = this.now() + session.expires_in * 1000;
    this.become({ name: 'signed_in', person: session.person });
    this.release();
  }

  /** What somebody said about themselves, as saved. */
  describe(person: Me): void {
    if ('person' in this.state) this.become({ ...this.state, person });
  }

  /** The person left, here or in another tab. Held requests fail as unauthorised. */
  forget(): void {
    this.token = null;
    this.become({ name: 'signed_out' });
    this.release();
  }

  /** The server said that the session is over (4401 on the live connection): checks, and asks if it is true. */
  async doubt(): Promise<void> {
    this.token = null;
    await this.restore();
  }

  async authorised(request: Request): Promise<Response> {
    for (let attempt = 0; ; attempt += 1) {
      await this.ready();
      if (this.token === null) return new Response(null, { status: 401 });
      const token = this.token;
      const sent = new Request(request.clone());
      sent.headers.set('Authorization', `Bearer ${token}`);
      const response = await this.attempt(() => this.send(sent), sent.signal);
      if (response.status !== 401 || attempt >= 2 || (await isAboutACode(response))) return response;
      if (this.token === token) this.token = null;
    }
  }

  private async ready(): Promise<void> {
    while (this.state.name === 'expired') await new Promise<void>((resolve) => this.held.add(resolve));
    if (this.state.name === 'signed_out') return;
    if (this.token !== null && this.tokenUntil - this.now() > margin) return;
    await this.renew();
    if (this.current().name === 'expired') await this.ready();
  }

  private renew(): Promise<void> {
    this.renewing ??= this.askForRenewal().finally(() => {
      this.renewing = null;
    });
    return this.renewing;
  }

  private async askForRenewal(): Promise<void> {
    const { accepted } = this;
    const response = await this.attempt(this.takeBegun() ?? (() => this.send(renewal())));
    // Whoever has signed in meanwhile is no more who was asked about.
    if (accepted !== this.accepted) return;
    if (response.ok) return this.accept((await response.json()) as SessionAnswer);
    if (response.status !== 401 && response.status !== 403) throw new Unreachable(response.status);
    this.token = null;
    if (this.state.name === 'signed_in') this.become({ name: 'expired', person: this.state.person });
    else if (this.state.name !== 'expired') this.forget();
  }

  private takeBegun(): (() => Promise<Response>) | null {
    const { begun } = this;
    this.begun = null;
    return begun;
  }

  private async attempt(task: () => Promise<Response>, signal?: AbortSignal): Promise<Response> {
    try {
      return await task();
    } catch (reason) {
      if (signal?.aborted || reason instanceof Stopped) throw reason;
      throw new Unreachable(reason);
    }
  }

  private release(): void {
    const waiting = [...this.held];
    this.held.clear();
    for (const go of waiting) go();
  }

  private become(state: AccessState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

/** A 401 that is not about the token: asking again would count as another wrong code. */
async function isAboutACode(response: Response): Promise<boolean> {
  const body = (await response.clone().json().catch(() => null)) as { code?: unknown } | null;
  return body?.code === 'wrong_code';
}

function renewal(): Request {
  const url = new URL('/api/v1/auth/refresh', globalThis.location?.origin ?? 'http://localhost');
  return new Request(url, { method: 'POST', headers: { 'X-Convene-CSRF': '1' }, credentials: 'same-origin' });
}
