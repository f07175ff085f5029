import { expect, it } from 'vitest';
import { linkToken, routeId, safeNext } from './routes';

it('reads the id from the address, never the placeholder', () => {
  expect(routeId('/meetings/0199/')).toBe('0199');
  expect(routeId('/meetings/_/')).toBeNull();
  expect(routeId('/meetings/')).toBeNull();
});

it.each([null, '//evil.example', '/\\evil.example', 'https://evil.example', '/login/?next=/login/'])(
  'does not follow %j after signing in',
  (next) => expect(safeNext(next)).toBe('/calendar/'),
);

it('follows a path of this site', () => expect(safeNext('/meetings/1/?x=1')).toBe('/meetings/1/?x=1'));

it('reads the token of a link from the fragment only', () => {
  expect(linkToken('#token=abc-123')).toBe('abc-123');
  expect(linkToken('#')).toBeNull();
});
