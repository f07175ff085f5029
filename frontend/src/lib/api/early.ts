/** The first folders of the pages that have a frame: those under `src/app/(app)`, for people who are signed in. */
export const framed = ['admin', 'calendar', 'find', 'inbox', 'meetings', 'people', 'rooms', 'search', 'settings'] as const;

/**
 * Who is here, and what every page needs of them. This runs in the document's head, so that both answers are on their
 * way before the scripts are; `takeEarly` hands them to whoever would have asked.
 */
export const earlyScript = `(function(){if(!/^\\/(${framed.join('|')})(\\/|$)/.test(location.pathname))return;var l=document.documentElement.lang,s=fetch('/api/v1/auth/refresh',{method:'POST',headers:{'X-Convene-CSRF':'1','Accept-Language':l}}),f=s.then(function(r){return r.ok?r.clone().json():Promise.reject(r)}).then(function(a){return fetch('/api/v1/bootstrap',{headers:{Authorization:'Bearer '+a.access_token,'Accept-Language':l}})});f.catch(function(){});window.early={session:s,first:f}})()`;

export interface Early {
  /** To `POST /auth/refresh`; rejects without a connection. */
  readonly session: Promise<Response>;
  /** To `GET /bootstrap`; rejects when nobody is signed in. */
  readonly first: Promise<Response>;
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
