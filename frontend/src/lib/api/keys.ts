/** Names of what is cached, known to every feature so that a change in one can refresh another. */
export const keys = {
  calendars: ['calendar'] as const,
  /** `whose`: another calendar than one's own. */
  calendar: (from: string, to: string, whose = '') => ['calendar', from, to, whose] as const,
  workingHours: (personId: string) => ['workingHours', personId] as const,
  meeting: (id: string) => ['meeting', id] as const,
  meetings: ['meetings'] as const,
  inbox: ['inbox'] as const,
  people: (query: string) => ['people', query] as const,
  rooms: (query: string, seats: number) => ['rooms', query, seats] as const,
  room: (id: string) => ['room', id] as const,
  hold: (id: string) => ['hold', id] as const,
  recurrence: (...asked: readonly unknown[]) => ['recurrence', ...asked] as const,
  availability: (asked: string) => ['availability', asked] as const,
  freeBusy: (from: string, to: string, who: string) => ['free-busy', from, to, who] as const,
  person: (id: string) => ['person', id] as const,
  team: (id: string) => ['team', id] as const,
  teams: (query: string) => ['teams', query] as const,
  search: (words: string, how = '') => ['search', words, how] as const,
  named: (kind: string, id: string) => ['named', kind, id] as const,
};
