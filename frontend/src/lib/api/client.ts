import createClient from 'openapi-fetch';
import { spoken } from '../language';
import { serverClock } from '../time/server-clock';
import { Access } from './access';
import { Guessed, takeEarly, type Early } from './early';
import { FirstAnswer, saidBy } from './first-answer';
import type { paths } from './schema';
import { isWaitedFor, slowRequests } from './slow';

const guessed = new Guessed();

const send = async (request: Request) => {
  // The server makes some sentences itself, such as how a series repeats.
  request.headers.set('Accept-Language', spoken());
  if (!isWaitedFor(request)) return (await guessed.take(request.url)) ?? heard(await fetch(request));
  guessed.forget();
  return heard(await slowRequests.watch(request.signal, (signal) => fetch(request, { signal })));
};
const heard = (response: Response) => {
  serverClock.heard(response.headers.get('date'));
  return response;
};
const baseUrl = globalThis.location?.origin ?? 'http://localhost';

const early = takeEarly();

/** What the server said before anybody here could ask. */
export const firstAnswer = new FirstAnswer(saidBy(early?.first));

/** To the renewal that the page began with. Nothing is read before the first answer is: its cursor stands before all. */
async function begun(early: Early): Promise<Response> {
  const response = heard(await early.session);
  await firstAnswer.settled();
  guessed.hold(early.page);
  return response;
}

/** The one holder of the access token in this tab. */
export const access = new Access(send, early && (() => begun(early)));
access.subscribe(() => {
  if (access.state.name !== 'signed_out') return;
  firstAnswer.forget();
  guessed.forget();
});
// What was asked before all scripts is heard before anything is drawn.
if (early) void access.restore();

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
