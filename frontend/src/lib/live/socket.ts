import type { ChangeEvent } from '@/lib/api/types';

/**
 * stopped → connecting → greeting → live, and from each of the last three to waiting (then connecting again),
 * to ended (the session is over: start again after signing in) or to refused (this server does not want us).
 */
export type LiveState = 'stopped' | 'connecting' | 'greeting' | 'live' | 'waiting' | 'ended' | 'refused';

/** Why what is on the screen may have missed something: the first connection, or history that is gone. */
export type Gap = 'first' | 'reset';

/** What somebody is at in one place, as they say of themselves. */
export interface Sign {
  readonly state: 'viewing' | 'typing' | 'idle' | 'editing';
  readonly detail: string | null;
}

/** Whether somebody is there at all: what is heard at `person:<id>`. */
export type Standing = 'online' | 'away' | 'offline';

export interface PersonThere {
  readonly person_id: string;
  readonly name: string;
  readonly state: Sign['state'] | Standing;
  readonly detail: string | null;
}

export interface LiveListener {
  /** Who is at a topic that is followed, in place of the list before. */
  presence?(topic: string, people: readonly PersonThere[]): void;
  /** When somebody is busy, which a topic that is followed stands for, may be another time by now. */
  changed?(topic: string): void;
  /** Each event once, in the order of the log. */
  event?(event: ChangeEvent): void;
  /** Everything fetched before this moment must be fetched again. */
  gap?(gap: Gap): void;
  state?(state: LiveState): void;
}

export interface Wire {
  /** A single-use ticket; rejects when there is none to be had. */
  ticket(): Promise<string>;
  /** The cursor of before everything that was fetched, where one is known; asked for once. */
  since(): Promise<string | null>;
  open(ticket: string): WebSocket;
  /** 0 ≤ x < 1. */
  random(): number;
}

type Frame =
  | { type: 'welcome'; cursor: string; heartbeat?: number }
  | ({ type: 'event' } & ChangeEvent)
  | { type: 'presence'; topic: string; people: PersonThere[] }
  | { type: 'changed'; topic: string }
  | { type: 'reset' }
  | { type: 'pong' }
  | { type: 'problem'; code: string };

const sessionEnded = 4401;
const notAllowed = new Set([4403, 1008]);
const normalRestart = 1012;
/** Milliseconds over which all who were told to come back after a restart spread out. */
const restartSpread = 4_000;
/** Milliseconds; the server closes silently dropped peers, we close a silent server. */
const patience = 10_000;

/** The live connection of one tab. It survives lost networks and restarted servers without losing an event. */
export class LiveClient {
  state: LiveState = 'stopped';
  /** The last event seen; where a new connection resumes. */
  cursor: string | null = null;
  private askedSince = false;
  private socket: WebSocket | null = null;
  private attempts = 0;
  /** Counts connections, so that a late answer to an abandoned one is recognised. */
  private generation = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private heartbeat = 25_000;
  private lastHeard = 0;
  private readonly listeners = new Set<LiveListener>();
  /** How many follow each topic. */
  private readonly topics = new Map<string, number>();
  /** Those that the greeting named. */
  private greeted: ReadonlySet<string> = new Set();
  /** What was last said of us at each. */
  private readonly signs = new Map<string, Sign>();

  constructor(private readonly wire: Wire) {}

  readonly listen = (listener: LiveListener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Hears of a topic for as long as anybody here wants to, over every new connection too. */
  readonly follow = (topic: string): (() => void) => {
    const followers = (this.topics.get(topic) ?? 0) + 1;
    this.topics.set(topic, followers);
    if (followers === 1) this.send({ type: 'subscribe', topic });
    let following = true;
    return () => {
      if (!following) return;
      following = false;
      const left = (this.topics.get(topic) ?? 1) - 1;
      if (left > 0) return void this.topics.set(topic, left);
      this.topics.delete(topic);
      this.signs.delete(topic);
      this.send({ type: 'unsubscribe', topic });
    };
  };

  /** Says what we are at in a place that we follow; a new connection says it again. */
  readonly say = (topic: string, sign: Sign): void => {
    if (!this.topics.has(topic)) return;
    this.signs.set(topic, sign);
    this.send({ type: 'presence', topic, ...sign });
  };

  private send(frame: object): void {
    if (this.state === 'live') this.socket?.send(JSON.stringify(frame));
  }

  start(): void {
    if (this.state === 'stopped' || this.state === 'ended') this.connect();
  }

  stop(): void {
    this.abandon();
    this.become('stopped');
  }

  /** The network came back, or the tab is looked at again: do not wait for the back-off. */
  wake(): void {
    if (this.state === 'waiting') this.connect();
    else if (this.state === 'live' && Date.now() - this.lastHeard > this.heartbeat) this.probe();
  }

  /** The browser says that there is no network: a socket notices late. */
  lose(): void {
    if (this.state === 'live' || this.state === 'greeting' || this.state === 'connecting') this.retry();
  }

  private connect(): void {
    this.abandon();
    const generation = this.generation;
    this.become('connecting');
    Promise.all([this.wire.ticket(), this.since()]).then(
      ([ticket]) => {
        if (generation === this.generation) this.greet(this.wire.open(ticket), generation);
      },
      () => {
        if (generation === this.generation) this.retry();
      },
    );
  }

  private async since(): Promise<void> {
    if (this.askedSince) return;
    this.askedSince = true;
    this.cursor = await this.wire.since();
  }

  private greet(socket: WebSocket, generation: number): void {
    const current = () => generation === this.generation;
    this.socket = socket;
    this.timer = setTimeout(() => this.retry(), patience);
    socket.onopen = () => {
      if (!current()) return;
      this.become('greeting');
      const topics = this.topics.size > 0 ? { topics: [...this.topics.keys()] } : {};
      socket.send(JSON.stringify({ type: 'hello', ...(this.cursor ? { after: this.cursor } : {}), ...topics }));
      this.greeted = new Set(this.topics.keys());
    };
    socket.onmessage = ({ data }) => {
      if (current() && typeof data === 'string') this.receive(JSON.parse(data) as Frame);
    };
    socket.onclose = ({ code }) => {
      if (!current()) return;
      if (code === sessionEnded) this.finish('ended');
      else if (notAllowed.has(code)) this.finish('refused');
      else this.retry(code === normalRestart);
    };
  }

  private receive(frame: Frame): void {
    this.lastHeard = Date.now();
    switch (frame.type) {
      case 'welcome': {
        const resumed = this.cursor !== null;
        if (!resumed) this.cursor = frame.cursor;
        if (frame.heartbeat) this.heartbeat = frame.heartbeat * 1000;
        this.attempts = 0;
        this.become('live');
        this.beat();
        this.settleIn();
        if (!resumed) this.tell((listener) => listener.gap?.('first'));
        break;
      }
      case 'event':
        if (frame.cursor === this.cursor) break;
        this.cursor = frame.cursor;
        this.tell((listener) => listener.event?.(frame));
        break;
      case 'presence':
        this.tell((listener) => listener.presence?.(frame.topic, frame.people));
        break;
      case 'changed':
        this.tell((listener) => listener.changed?.(frame.topic));
        break;
      case 'reset':
        // Events go on from here, but the way back to our cursor is gone.
        this.cursor = null;
        this.tell((listener) => listener.gap?.('reset'));
        break;
      default:
        break;
    }
  }

  /** What was followed, left or said since the greeting, or before this connection. */
  private settleIn(): void {
    for (const topic of this.topics.keys()) if (!this.greeted.has(topic)) this.send({ type: 'subscribe', topic });
    for (const topic of this.greeted) if (!this.topics.has(topic)) this.send({ type: 'unsubscribe', topic });
    for (const [topic, sign] of this.signs) this.send({ type: 'presence', topic, ...sign });
  }

  private beat(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.probe(), this.heartbeat);
  }

  /** Asks for a sign of life and gives up on the connection when none comes. */
  private probe(): void {
    if (this.state !== 'live' || !this.socket) return;
    const asked = Date.now();
    this.socket.send(JSON.stringify({ type: 'ping' }));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.lastHeard >= asked ? this.beat() : this.retry()), patience);
  }

  private retry(soon = false): void {
    this.abandon();
    this.become('waiting');
    const backOff = Math.min(30, 2 ** this.attempts) * 1000 * (0.5 + this.wire.random() / 2);
    this.attempts += 1;
    this.timer = setTimeout(() => this.connect(), soon ? restartSpread * this.wire.random() : backOff);
  }

  private finish(state: 'ended' | 'refused'): void {
    this.abandon();
    this.become(state);
  }

  private abandon(): void {
    this.generation += 1;
    clearTimeout(this.timer);
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
    socket.close();
  }

  private become(state: LiveState): void {
    if (this.state === state) return;
    this.state = state;
    this.tell((listener) => listener.state?.(state));
  }

  private tell(what: (listener: LiveListener) => void): void {
    for (const listener of [...this.listeners]) what(listener);
  }
}
