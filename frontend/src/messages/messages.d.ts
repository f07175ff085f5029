/** The words of each part of the product, as their English catalogue has them. */
export interface Areas {
  shared: typeof import('./en.json');
  account: typeof import('./en.account.json');
  admin: typeof import('./en.admin.json');
  chat: typeof import('./en.chat.json');
  composer: typeof import('./en.composer.json');
  directory: typeof import('./en.directory.json');
  guests: typeof import('./en.guests.json');
  find: typeof import('./en.find.json');
  history: typeof import('./en.history.json');
  inbox: typeof import('./en.inbox.json');
  keys: typeof import('./en.keys.json');
  meeting: typeof import('./en.meeting.json');
  meetings: typeof import('./en.meetings.json');
  palette: typeof import('./en.palette.json');
  presence: typeof import('./en.presence.json');
  proceedings: typeof import('./en.proceedings.json');
  refusals: typeof import('./en.refusals.json');
  search: typeof import('./en.search.json');
  security: typeof import('./en.security.json');
  settings: typeof import('./en.settings.json');
  setup: typeof import('./en.setup.json');
  views: typeof import('./en.views.json');
}

type All<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer Together) => void ? Together : never;

export type Catalogue = All<Areas[keyof Areas]>;

declare module 'use-intl' {
  interface AppConfig {
    Locale: string;
    Messages: Catalogue;
  }
}
