import { expect, it } from 'vitest';
import { apiTokenSchema, passwordChangeSchema } from './schema';
import { fileOf, imageOf, secretOf } from './secrets';

it('shows the secret of an app in groups that can be read aloud', () => {
  expect(secretOf('otpauth://totp/Convene:ana%40example.org?secret=ABCDEFGHIJ&issuer=Convene')).toBe('ABCD EFGH IJ');
});

it('makes an image of an SVG text, which needs its namespace when it stands alone', () => {
  const svg = decodeURIComponent(imageOf('<svg width="9"><path d="M0 0"/></svg>').split(',')[1]!);
  expect(svg).toBe('<svg xmlns="http://www.w3.org/2000/svg" width="9"><path d="M0 0"/></svg>');
  expect(decodeURIComponent(imageOf(svg).split(',')[1]!)).toBe(svg);
});

it('writes one recovery code a line', () => expect(fileOf(['aaaa', 'bbbb'])).toBe('aaaa\nbbbb\n'));

it('wants both passwords, as typed', () => {
  const typed = { current: ' a ', fresh: ' b ', endTokens: false };
  expect(passwordChangeSchema.safeParse(typed).data).toEqual(typed);
  expect(passwordChangeSchema.safeParse({ ...typed, fresh: '' }).success).toBe(false);
});

it('wants to know what an API token is for and what it may do', () => {
  const wrong = apiTokenSchema.safeParse({ name: ' ', scopes: [], days: '90' }).error?.issues;
  expect(wrong?.map(({ path, message }) => [path[0], message])).toEqual([
    ['name', 'required'],
    ['scopes', 'noScope'],
  ]);
});
