/** Names of what is cached, known to every feature so that a change in one can refresh another. */
export const keys = {
  calendars: ['calendar'] as const,
  calendar: (from: string, to: string) => ['calendar', from, to] as const,
  meeting: (id: string) => ['meeting', id] as const,
  meetings: ['meetings'] as const,
  inbox: ['inbox'] as const,
  people: (query: string) => ['people', query] as const,
};
