import type shared from './en.json';
import type account from './en.account.json';
import type admin from './en.admin.json';
import type chat from './en.chat.json';
import type composer from './en.composer.json';
import type history from './en.history.json';
import type inbox from './en.inbox.json';
import type meeting from './en.meeting.json';
import type meetings from './en.meetings.json';
import type presence from './en.presence.json';
import type proceedings from './en.proceedings.json';
import type security from './en.security.json';
import type settings from './en.settings.json';
import type setup from './en.setup.json';
import type views from './en.views.json';

declare module 'use-intl' {
  interface AppConfig {
    Locale: string;
    Messages: typeof shared & typeof account & typeof admin & typeof chat & typeof composer & typeof history & typeof inbox & typeof meeting & typeof meetings & typeof presence & typeof proceedings & typeof security & typeof settings & typeof setup & typeof views;
  }
}
