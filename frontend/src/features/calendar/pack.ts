/** Side by side: which column each of the overlapping stretches of a day gets. */

export interface Span {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

export interface Place {
  readonly column: number;
  /** Columns it may use: it grows to the right while nothing is there. */
  readonly width: number;
  readonly columns: number;
}

/** A tile that stands for what does not fit beside the others. */
export interface More extends Place {
  readonly keys: readonly string[];
  readonly from: number;
  readonly to: number;
}

export interface Packed {
  readonly places: ReadonlyMap<string, Place>;
  readonly more: readonly More[];
}

export const mostColumns = 4;

/** Short stretches are drawn at least this long, so they are packed as if they were. Minutes. */
const shortest = 27;

export function pack(spans: readonly Span[]): Packed {
  const places = new Map<string, Place>();
  const more: More[] = [];
  for (const cluster of clusters(spans)) packCluster(cluster, places, more);
  return { places, more };
}

const drawnTo = (span: Span) => Math.max(span.to, span.from + shortest);
const overlap = (a: Span, b: Span) => a.from < drawnTo(b) && b.from < drawnTo(a);

function clusters(spans: readonly Span[]): Span[][] {
  const sorted = [...spans].sort((a, b) => a.from - b.from || b.to - a.to || a.key.localeCompare(b.key));
  const found: Span[][] = [];
  let until = -Infinity;
  for (const span of sorted) {
    if (span.from >= until) found.push([]);
    found[found.length - 1]!.push(span);
    until = Math.max(until, drawnTo(span));
  }
  return found;
}

function packCluster(cluster: Span[], places: Map<string, Place>, more: More[]): void {
  const columns: Span[][] = [];
  for (const span of cluster) {
    const free = columns.find((column) => !overlap(column[column.length - 1]!, span));
    if (free) free.push(span);
    else columns.push([span]);
  }
  const shown = columns.length > mostColumns ? columns.slice(0, mostColumns - 1) : columns;
  const hidden = columns.slice(shown.length).flat();
  const count = shown.length + (hidden.length > 0 ? 1 : 0);
  shown.forEach((column, index) => {
    for (const span of column) {
      const blocked = shown.findIndex((other, at) => at > index && other.some((neighbour) => overlap(neighbour, span)));
      const end = blocked >= 0 ? blocked : hidden.some((other) => overlap(other, span)) ? shown.length : count;
      places.set(span.key, { column: index, width: end - index, columns: count });
    }
  });
  for (const group of clusters(hidden)) {
    more.push({
      keys: group.map(({ key }) => key),
      from: Math.min(...group.map(({ from }) => from)),
      to: Math.max(...group.map(drawnTo)),
      column: count - 1,
      width: 1,
      columns: count,
    });
  }
}
