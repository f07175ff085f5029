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
  return sorted.map((span) => inFirstRow(rows, span));
}

function inFirstRow(rows: LaneSpan[][], span: LaneSpan): Lane {
  let lane = rows.findIndex((row) => row.every((other) => other.last < span.first || span.last < other.first));
  if (lane < 0) lane = rows.push([]) - 1;
  rows[lane]!.push(span);
  return { ...span, lane };
}

/** Spans of several columns first, then the others in the order given: how a week of a month is filled. */
export function weekLanesOf(spans: readonly LaneSpan[]): Lane[] {
  const rows: LaneSpan[][] = [];
  const long = spans.filter(({ first, last }) => last > first).sort((a, b) => a.first - b.first || b.last - a.last || a.key.localeCompare(b.key));
  return [...long, ...spans.filter(({ first, last }) => last === first)].map((span) => inFirstRow(rows, span));
}

export interface Fitted {
  readonly shown: readonly Lane[];
  /** For each column, the keys for which there was no row. */
  readonly hidden: readonly (readonly string[])[];
}

/** What fits into so many rows. A column that cannot show all keeps its last row for saying how many more there are. */
export function fit(lanes: readonly Lane[], columns: number, rows: number): Fitted {
  const covers = (lane: Lane, column: number) => lane.first <= column && column <= lane.last;
  const full = Array.from({ length: columns }, (_, column) => lanes.some((lane) => lane.lane >= rows && covers(lane, column)));
  const fits = (lane: Lane) =>
    lane.lane < rows - 1 || (lane.lane === rows - 1 && !full.slice(lane.first, lane.last + 1).some(Boolean));
  const shown = lanes.filter(fits);
  const left = lanes.filter((lane) => !fits(lane));
  const hidden = full.map((_, column) => left.filter((lane) => covers(lane, column)).map(({ key }) => key));
  return { shown, hidden };
}
