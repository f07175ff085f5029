import createClient from 'openapi-fetch';
import { spoken } from '../language';
import { serverClock } from '../time/server-clock';
import { Access } from './access';
import type { paths } from './schema';

const send = async (request: Request) => {
  // The server makes some sentences itself, such as how a series repeats.
  request.headers.set('Accept-Language', spoken());
  const response = await fetch(request);
  serverClock.heard(response.headers.get('date'));
  return response;
};
const baseUrl = globalThis.location?.origin ?? 'http://localhost';

/** The one holder of the access token in this tab. */
export const access = new Access(send);

/** A meeting can also be had as iCalendar; pages never ask for that. */
type Json = 'application/json' | 'application/problem+json';

/** Several values of one parameter are named once, with commas between. */
const querySerializer = { array: { style: 'form', explode: false } } as const;

/** Calls as the signed-in person. */
export const api = createClient<paths, Json>({ baseUrl, querySerializer, fetch: (request) => access.authorised(request) });

/** Calls that need nobody: signing in, setting up, and what reads the refresh cookie. */
export const openApi = createClient<paths, Json>({ baseUrl, fetch: send, credentials: 'same-origin' });

/** The precondition of a write: the version it was based on. */
export function ifMatch(version: number): string {
  return `"${version}"`;
}
