export type Layer = 'palette' | 'keys';

/** Which of the layers that can lie over every page is open: each page can ask for one, who shows them comes late. */
export class Opening {
  private layer: Layer | null = null;
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): Layer | null => this.layer;

  readonly show = (layer: Layer | null): void => {
    this.layer = layer;
    for (const listener of this.listeners) listener();
  };
}

export const opening = new Opening();
