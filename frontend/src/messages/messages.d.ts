import type shared from './en.json';
import type inbox from './en.inbox.json';
import type security from './en.security.json';

declare module 'use-intl' {
  interface AppConfig {
    Locale: string;
    Messages: typeof shared & typeof inbox & typeof security;
  }
}
