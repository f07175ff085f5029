import { useEffect, useRef } from 'react';
import type { CommandId } from './keys';

/** How a page does something, for whoever presses its key or finds it in the palette. */
export interface Offer {
  run(digit?: string): void;
  /** Why it cannot be done now, in words. */
  readonly why?: string;
  /** What it concerns, such as the title of a meeting. */
  readonly about?: string;
  /** Does it at a time that was said in words: a day, and HH:MM where a time was said. */
  when?(spot: { readonly date: string; readonly time: string | null }): void;
}

export type Offers = Partial<Record<CommandId, Offer | (() => void)>>;
type Source = () => Offers;

/** What the pages in view can do. What came last goes first, and a page before the frame around it, whichever came first. */
export class OfferBook {
  private sources: readonly Source[] = [];
  private readonly listeners = new Set<() => void>();

  /** Tells when something is offered that was not before. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Offers what `source` says whenever somebody asks; returns how to withdraw it. `isFrame`: any page knows better. */
  add(source: Source, isFrame = false): () => void {
    this.sources = isFrame ? [...this.sources, source] : [source, ...this.sources];
    for (const listener of this.listeners) listener();
    return () => {
      this.sources = this.sources.filter((one) => one !== source);
    };
  }

  /** All that is offered now. */
  all(): Map<CommandId, Offer> {
    const found = new Map<CommandId, Offer>();
    for (const source of this.sources) {
      for (const [id, offer] of Object.entries(source()) as [CommandId, Offer | (() => void) | undefined][]) {
        if (offer && !found.has(id)) found.set(id, typeof offer === 'function' ? { run: offer } : offer);
      }
    }
    return found;
  }
}

export const offers = new OfferBook();

/** Offers commands while the component is there. */
export function useOffers(source: Source, isFrame = false): void {
  const newest = useRef(source);
  useEffect(() => {
    newest.current = source;
  });
  useEffect(() => offers.add(() => newest.current(), isFrame), [isFrame]);
}
