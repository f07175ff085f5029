import { expect, it } from 'vitest';
import { fileFor, lateParts, ringOf, whereTo } from './files';

const files = new Set(['/index.html', '/calendar/index.html', '/calendar/index.txt', '/meetings/index.html', '/meetings/new/index.html', '/meetings/_/index.html', '/meetings/_/__next._tree.txt', '/icon.svg']);

it.each([
  ['/', '/index.html'],
  ['/calendar/', '/calendar/index.html'],
  ['/calendar', '/calendar/index.html'],
  ['/calendar/index.txt', '/calendar/index.txt'],
  ['/meetings/new/', '/meetings/new/index.html'],
  ['/meetings/0193-42/', '/meetings/_/index.html'],
  ['/meetings/0193-42/__next._tree.txt', '/meetings/_/__next._tree.txt'],
  ['/icon.svg', '/icon.svg'],
])('finds the file for %s as the server does', (address, file) => {
  expect(fileFor(address, files)).toBe(file);
});

it.each(['/api/v1/me', '/api', '/healthz', '/metrics', '/admin/people/', '/calendar/42/43/', '/worker/build.js'])('leaves %s to the server', (address) => {
  expect(fileFor(address, new Set([...files, '/api/_/_/index.html']))).toBeNull();
});

it('keeps the words of the language that is read, and none of the others', () => {
  const words = (name: string) => `/_next/static/words/0af1/${name}.json`;
  const rest = ['/_next/static/chunks/1.js', words('de'), words('de.chat'), words('en'), words('en-XA.chat')];
  expect(lateParts(rest, 'de')).toEqual(['/_next/static/chunks/1.js', words('de'), words('de.chat')]);
});

it('leads nowhere but into this house', () => {
  const origin = 'https://meet.example.org';
  expect(whereTo('/meetings/1/', origin)).toBe('https://meet.example.org/meetings/1/');
  for (const path of ['https://elsewhere.example/', '//elsewhere.example', 'javascript:alert(1)', 'http://[', 7, null]) {
    expect(whereTo(path, origin)).toBe('https://meet.example.org/');
  }
});

it('rings for every message, also for one that it cannot read', () => {
  expect(ringOf('{"title":"Convene","body":"A meeting has moved.","path":"/meetings/1","tag":"t"}')).toEqual({ title: 'Convene', body: 'A meeting has moved.', path: '/meetings/1', tag: 't' });
  for (const text of [undefined, '', 'null', '[1]', '{', '{"title":7}']) expect(ringOf(text)).toEqual({ title: 'Convene', body: '', path: '/inbox/', tag: 'convene' });
});
