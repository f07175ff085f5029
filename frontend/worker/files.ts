/** What a build is made of, as `finish-export` lists it in build.js. */
export interface Build {
  /** Changes whenever a file does. */
  readonly id: string;
  /** Pages that are of use without a connection, and what the app fetches of them when a link is followed. */
  readonly pages: readonly string[];
  /** What these pages need to work at once. */
  readonly shell: readonly string[];
  /** Everything else under /_next/static: its names change with its contents. */
  readonly rest: readonly string[];
}

/** Of the parts that come late, those that one needs who reads `language`: the words of others are of no use. */
export function lateParts(rest: readonly string[], language: string): readonly string[] {
  const words = /\/words\/[0-9a-f]+\/([\w-]+)[^/]*\.json$/;
  return rest.filter((path) => (words.exec(path)?.[1] ?? language) === language);
}

export const offlinePage = '/offline/index.html';

/** Addresses that belong to programs: what they answer is never kept here. */
const programs = /^\/(api|healthz|readyz|metrics|worker)(\/|$)/;

const placeholder = '_';

/**
 * The file of a build that stands for an address, as the server finds it: itself, its folder's page, or the page built
 * for all ids; null when this build has none.
 */
export function fileFor(pathname: string, files: ReadonlySet<string>): string | null {
  if (programs.test(pathname)) return null;
  const parts = pathname.split('/').filter(Boolean);
  const isFile = /\.(txt|html|svg|png|webmanifest)$/.test(pathname);
  const candidates = [parts, ...parts.map((_, at) => parts.map((part, index) => (index === at ? placeholder : part)))];
  for (const candidate of candidates) {
    const path = `/${candidate.join('/')}`;
    const name = isFile ? path : `${path === '/' ? '' : path}/index.html`;
    if (files.has(name)) return name;
  }
  return null;
}

/** Where a message that rang leads: a page of this origin, whatever it says. */
export function whereTo(path: unknown, origin: string): string {
  try {
    const url = new URL(typeof path === 'string' ? path : '/', origin);
    return url.origin === origin ? url.href : `${origin}/`;
  } catch {
    return `${origin}/`;
  }
}

export interface Ring {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly path: string;
}

/** What a device shows; a message that cannot be read still rings, since a browser punishes silence. */
export function ringOf(text: string | undefined): Ring {
  let said: Record<string, unknown> = {};
  try {
    said = Object(JSON.parse(text ?? '')) as Record<string, unknown>;
  } catch {
    // It says nothing that we know.
  }
  const word = (name: string, otherwise: string) => (typeof said[name] === 'string' && said[name] ? said[name].slice(0, 200) : otherwise);
  return { title: word('title', 'Convene'), body: word('body', ''), tag: word('tag', 'convene'), path: word('path', '/inbox/') };
}
