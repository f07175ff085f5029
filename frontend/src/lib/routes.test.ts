import { expect, it } from 'vitest';
import { calendarAsLeft, linkToken, paths, routeId, safeNext } from './routes';

it('reads the id from the address, never the placeholder', () => {
  expect(routeId('/meetings/0199/')).toBe('0199');
  expect(routeId('/meetings/_/')).toBeNull();
  expect(routeId('/meetings/')).toBeNull();
});

it('leads to the date of a series that was looked at', () => {
  const original_start = '20261201T090000Z';
  expect(paths.entry({ meeting_id: '0199', repeats: true, original_start })).toBe(`/meetings/0199/?date=${original_start}`);
  expect(paths.entry({ meeting_id: '0199', repeats: false, original_start })).toBe('/meetings/0199/');
});

it('leads back to the calendar as it was left, else to the day', () => {
  expect(calendarAsLeft.address('ana', '2027-03-09')).toBe('/calendar/?d=2027-03-09');
  calendarAsLeft.remember('ana', '/calendar/?v=month&d=2027-04-01');
  expect(calendarAsLeft.address('ana', '2027-03-09')).toBe('/calendar/?v=month&d=2027-04-01');
  expect(calendarAsLeft.address('ben', '2027-03-09')).toBe('/calendar/?d=2027-03-09');
});

const hostile = [
  '//evil.example', '///evil.example', '/\\evil.example', '\\\\evil.example', '/\t/evil.example', '/\n/evil.example',
  '\t//evil.example', ' //evil.example', '/..//evil.example', '/.//evil.example', '/a//evil.example', '/%09/evil.example',
  'https://evil.example', 'https:evil.example', 'javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x',
  'evil.example', '@evil.example', '.evil.example', '/@evil.example', '/calendar/\u2028', '/caf\u00e9/', '/a b/', '/a?b c',
];

it.each([null, '', '/login/?next=/login/', '/api/v1/auth/oidc/start', ...hostile])(
  'does not follow %j after signing in',
  (next) => expect(safeNext(next)).toBe('/calendar/'),
);

it.each(['/', '/meetings/1/?x=1', '/meetings/0199_a-b~/', '/calendar/?v=week&o=ana,room:blue', '/settings/security/', '/a/?q=%5C%2F'])(
  'follows %s, a path of this site',
  (next) => {
    expect(safeNext(next)).toBe(next);
    expect(new URL(next, 'https://meet.example.org').origin).toBe('https://meet.example.org');
  },
);

it('reads the token of a link from the fragment only', () => {
  expect(linkToken('#token=abc-123')).toBe('abc-123');
  expect(linkToken('#')).toBeNull();
});
