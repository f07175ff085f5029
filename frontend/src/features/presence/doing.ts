import type { Sign } from '@/lib/live/live';

/** Milliseconds. Without a sign of life one is idle, and edits nothing any more; typing has to be said again. */
export const idleAfter = 60_000;
export const editingLapses = 20_000;
const typingLasts = 4_000;

/**
 * What I am at on this page: looking at a part of it, editing one thing, typing, or away from the keyboard.
 * The last is told from no key and no pointer for a while. Everything is said once, typing every few seconds.
 */
export class Doing {
  private section: string | null = null;
  private edited: string | null = null;
  private typing = false;
  private idle = false;
  private said: string | null = null;
  private lapse: ReturnType<typeof setTimeout> | undefined;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly say: (sign: Sign) => void) {}

  /** Which part of the page is looked at. */
  look(section: string): void {
    this.section = section;
    this.alive();
  }

  /** Called with each key typed into it: who stops for twenty seconds lets go of it. */
  edit(what: string): void {
    this.edited = what;
    clearTimeout(this.lapse);
    this.lapse = setTimeout(() => this.leave(what), editingLapses);
    this.alive();
  }

  /** What was new has a name now: whoever edits it goes on, without another key. */
  becomes(before: string, now: string): void {
    if (this.edited === before) this.edit(now);
  }

  leave(what: string): void {
    if (this.edited !== what) return;
    this.edited = null;
    clearTimeout(this.lapse);
    this.tell();
  }

  /** A message is being written. */
  type(): void {
    if (!this.typing) {
      this.typing = true;
      this.said = null;
      this.pause = setTimeout(() => this.stopTyping(), typingLasts);
    }
    this.alive();
  }

  stopTyping(): void {
    this.typing = false;
    clearTimeout(this.pause);
    this.tell();
  }

  /** A key, a pointer, a scroll: somebody is there. */
  alive(): void {
    this.idle = false;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      this.idle = true;
      this.tell();
    }, idleAfter);
    this.tell();
  }

  /** From now on somebody hears it. */
  again(): void {
    this.said = null;
    this.alive();
  }

  stop(): void {
    for (const timer of [this.lapse, this.pause, this.rest]) clearTimeout(timer);
  }

  private tell(): void {
    const sign = this.sign();
    const said = `${sign.state} ${sign.detail}`;
    if (said === this.said) return;
    this.said = said;
    this.say(sign);
  }

  private sign(): Sign {
    if (this.typing) return { state: 'typing', detail: 'chat' };
    if (this.edited !== null) return { state: 'editing', detail: this.edited };
    return { state: this.idle ? 'idle' : 'viewing', detail: this.section };
  }
}
