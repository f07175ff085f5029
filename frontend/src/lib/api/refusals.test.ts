// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest';
import { showFieldProblems } from '../forms';
import { load } from '../words';
import { ApiProblem } from './problem';
import { refusalIn } from './refusals';

const errors = [{ pointer: '/name', code: 'room_name_taken', message: "another room is called 'Attic'" }];

/** What stands beside the field. */
function besideName(): (string | undefined)[] {
  const shown: (string | undefined)[] = [];
  const setError = (_: string, { message }: { message?: string }) => shown.push(message);
  showFieldProblems<{ name: string }>(new ApiProblem(409, { errors }), ['name'], setError as never);
  return shown;
}

afterEach(() => void (document.documentElement.lang = 'en'));

it('says in the language of the page why the server says no, once its words have come; in English the server names what it is about', async () => {
  document.documentElement.lang = 'de';
  expect(refusalIn('room_closed')).toBeNull();
  await load('refusals');
  expect(refusalIn('room_closed')).toBe('Der Raum ist nicht die ganze Zeit geöffnet.');
  expect(refusalIn('of_tomorrow')).toBeNull();
  expect(besideName()).toEqual(['Ein anderer Raum heißt schon so.']);
  document.documentElement.lang = 'en';
  expect(refusalIn('room_closed')).toBeNull();
  expect(besideName()).toEqual([errors[0]?.message]);
});
