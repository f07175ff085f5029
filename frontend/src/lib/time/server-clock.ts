/** Milliseconds within which two clocks count as one: answers name whole seconds, and take a while. */
const tolerance = 3_000;

/** The server's clock, as far as this device's is off: so that what runs shows the same time to everybody. */
export class ServerClock {
  private ahead = 0;

  constructor(private readonly device: () => number = Date.now) {}

  /** The Date header of an answer that has just come (RFC 9110 §6.6.1). */
  heard(header: string | null): void {
    const told = header ? Date.parse(header) : NaN;
    if (Number.isNaN(told)) return;
    const off = told - this.device();
    this.ahead = Math.abs(off) > tolerance ? off : 0;
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.device() + this.ahead;
  }
}

export const serverClock = new ServerClock();
