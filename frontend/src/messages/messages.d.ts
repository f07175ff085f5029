import type shared from './en.json';
import type composer from './en.composer.json';
import type inbox from './en.inbox.json';
import type meetings from './en.meetings.json';
import type security from './en.security.json';
import type settings from './en.settings.json';
import type views from './en.views.json';

declare module 'use-intl' {
  interface AppConfig {
    Locale: string;
    Messages: typeof shared & typeof composer & typeof inbox & typeof meetings & typeof security & typeof settings & typeof views;
  }
}
