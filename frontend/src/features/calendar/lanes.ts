/** Rows for what lasts whole days. */

export interface LaneSpan {
  readonly key: string;
  /** First and last column, both inclusive. */
  readonly first: number;
  readonly last: number;
}

export interface Lane extends LaneSpan {
  readonly lane: number;
}

/** Each span in the first row where it has room; longer ones first, so that rows stay calm. */
export function lanesOf(spans: readonly LaneSpan[]): Lane[] {
  const rows: LaneSpan[][] = [];
  const sorted = [...spans].sort((a, b) => a.first - b.first || b.last - a.last || a.key.localeCompare(b.key));
  return sorted.map((span) => {
    let lane = rows.findIndex((row) => row.every((other) => other.last < span.first || span.last < other.first));
    if (lane < 0) lane = rows.push([]) - 1;
    rows[lane]!.push(span);
    return { ...span, lane };
  });
}
