import { monthScript } from '../time/month-script';

/** The first folders of the pages that have a frame: those under `src/app/(app)`, for people who are signed in. */
export const framed = ['admin', 'calendar', 'find', 'inbox', 'meetings', 'people', 'rooms', 'search', 'settings'] as const;

/**
 * What a page asks first of all, by its path, what stands behind the ?, and the person's zone: the one thing it is
 * about, the inbox, or the month in view where the browser knows months by itself. A guess: what the page does ask decides.
 */
const question = `function(p,u,z){var m=/^\\/(meetings|people|rooms)\\/([\\da-f-]{36})\\/?$/.exec(p);if(m)return m[1]+'/'+m[2];if(/^\\/inbox\\/?$/.test(p))return'notifications?needs_you='+(u.get('tab')!=='updates')+'&limit=50';if(/^\\/calendar\\/?$/.test(p)&&window.Temporal)return'calendar?'+new URLSearchParams((${monthScript})(u.get('d'),u.get('tz')||z))}`;

/**
 * Who is here, what every page needs of them, and then what this one asks first. This runs in the document's head, so
 * that the answers are on their way before the scripts are; `takeEarly` hands them to whoever would have asked.
 */
export const earlyScript = `(function(){var o=location;if(!/^\\/(${framed.join('|')})(\\/|$)/.test(o.pathname))return;var l=document.documentElement.lang,v='/api/v1/',e=window.early={},no=function(){};e.session=fetch(v+'auth/refresh',{method:'POST',headers:{'X-Convene-CSRF':'1','Accept-Language':l}});e.first=e.session.then(function(r){return r.ok?r.clone().json():Promise.reject(r)}).then(function(a){var get=function(w){return fetch(v+w,{headers:{Authorization:'Bearer '+a.access_token,'Accept-Language':l}})},f=get('bootstrap');f.then(function(r){var w=r.ok&&(${question})(o.pathname,new URLSearchParams(o.search),a.person.time_zone);if(w)(e.page={asked:v+w,answer:get(w)}).answer.catch(no)}).catch(no);return f});e.first.catch(no)})()`;

export interface Early {
  /** To `POST /auth/refresh`; rejects without a connection. */
  readonly session: Promise<Response>;
  /** To `GET /bootstrap`; rejects when nobody is signed in. */
  readonly first: Promise<Response>;
  /** What the page asks of its own; there as soon as `first` is, if at all. */
  readonly page?: Guess;
}

export interface Guess {
  /** Path and query. */
  readonly asked: string;
  readonly answer: Promise<Response>;
}

declare global {
  interface Window {
    early?: Early;
  }
}

/** Once, since they hold a token; null on pages that ask nothing early. */
export function takeEarly(): Early | null {
  if (typeof window === 'undefined') return null;
  const { early = null } = window;
  delete window.early;
  return early;
}

/** Milliseconds for which it stands for an answer of its own. */
const freshness = 10_000;

/**
 * The answer to what the page was going to ask first. It is for the first who asks just that, while it is young and
 * nothing was changed; whoever gets null asks for themselves.
 */
export class Guessed {
  private guess: Guess | null = null;
  private at = 0;

  constructor(private readonly now: () => number = Date.now) {}

  hold(guess: Guess | undefined): void {
    this.guess = guess ?? null;
    this.at = this.now();
  }

  async take(url: string): Promise<Response | null> {
    const { guess } = this;
    if (guess === null || new URL(guess.asked, url).href !== url) return null;
    this.forget();
    if (this.now() - this.at > freshness) return null;
    const answer = await guess.answer.catch(() => null);
    return answer?.ok ? answer : null;
  }

  /** Something was changed, or whoever asked has left. */
  forget(): void {
    this.guess = null;
  }
}
