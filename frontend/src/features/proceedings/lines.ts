/** What agendas and minutes are made of, as far as keeping them true to the log goes. */
export interface Line {
  readonly id: string;
  readonly original_start: string;
  readonly position: number;
  readonly removed_at: string | null;
  readonly version: number;
}

/** The lines once one of them is as told; what is known to be newer stays, what was removed goes. */
export function withLine<Known extends Line>(lines: readonly Known[], told: Known): readonly Known[] {
  const known = lines.find(({ id }) => id === told.id);
  if (known && known.version >= told.version) return lines;
  const rest = lines.filter(({ id }) => id !== told.id);
  if (told.removed_at !== null) return rest;
  // A line keeps its place here: where it stands is told apart from what it says.
  const position = known ? known.position : told.position;
  const line = { ...told, position };
  if (known) return lines.map((each) => (each.id === told.id ? line : each));
  const behind = rest.findIndex((each) => each.position > position);
  return behind < 0 ? [...rest, line] : [...rest.slice(0, behind), line, ...rest.slice(behind)];
}

/** Numbered anew, in the order in which they stand. */
export function renumbered<Known extends Line>(lines: readonly Known[]): Known[] {
  return lines.map((line, index) => (line.position === index + 1 ? line : { ...line, position: index + 1 }));
}

/** Whether a line is of the date that is shown; null: of a meeting with one date, which may have been told by its name. */
export function isOfDate({ original_start }: Pick<Line, 'original_start'>, shown: string | null): boolean {
  return shown === null || original_start === shown;
}
