// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { IntlProvider } from 'use-intl';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { access } from '@/lib/api/client';
import messages from '@/messages/en.json';
import { SignInForm } from './components/sign-in-form';

const session = {
  access_token: 'secret-token',
  token_type: 'Bearer',
  expires_in: 900,
  person: { id: 'ana', email: 'ana@example.org', name: 'Ana', role: 'admin', time_zone: 'Europe/Paris' },
};

function server(answer: () => Response) {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(await request.json());
    return answer();
  });
  render(
    <IntlProvider locale="en" messages={messages} timeZone="UTC">
      <SignInForm />
    </IntlProvider>,
  );
  return sent;
}

const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const fill = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
const submit = () => fireEvent.submit(field('E-mail').form!);

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('signing in', () => {
  it('says what is missing beside the field and sends nothing', async () => {
    const sent = server(() => Response.json(session));
    submit();
    await screen.findAllByText('Fill this in.');
    expect(field('E-mail').getAttribute('aria-invalid')).toBe('true');
    expect(sent).toEqual([]);
  });

  it('keeps what was typed when the server refuses, and says why', async () => {
    const problem = { code: 'invalid_credentials', title: 'Unauthorized', status: 401 };
    server(() => Response.json(problem, { status: 401, headers: { 'content-type': 'application/problem+json' } }));
    fill('E-mail', 'ana@example.org');
    fill('Password', 'wrong');
    submit();
    expect((await screen.findByRole('alert')).textContent).toBe('This address and password do not belong together.');
    expect(field('E-mail').value).toBe('ana@example.org');
    expect(field('Password').value).toBe('wrong');
    expect(document.activeElement).toBe(field('Password'));
  });

  it('keeps the token in memory and nowhere else', async () => {
    const sent = server(() => Response.json(session));
    fill('E-mail', 'ana@example.org');
    fill('Password', 'right');
    submit();
    await vi.waitFor(() => expect(access.state.name).toBe('signed_in'));
    expect(sent).toEqual([{ email: 'ana@example.org', password: 'right', client: 'web' }]);
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('secret-token');
    expect(document.cookie).not.toContain('secret-token');
  });

  it('asks for a second factor in the same place and keeps what was typed', async () => {
    const problem = { code: 'second_factor_required', status: 401, second_factors: ['recovery_code', 'totp'] };
    let answer = () => Response.json(problem, { status: 401, headers: { 'content-type': 'application/problem+json' } });
    const sent = server(() => answer());
    fill('E-mail', 'ana@example.org');
    fill('Password', 'right');
    submit();
    await screen.findByLabelText('Six-digit code');
    expect(document.activeElement).toBe(field('Six-digit code'));
    fireEvent.click(screen.getByText('Back to the password'));
    expect(field('Password').value).toBe('right');
    submit();
    await screen.findByLabelText('Six-digit code');
    answer = () => Response.json(session);
    fill('Six-digit code', '123 456');
    fireEvent.submit(field('Six-digit code').form!);
    await vi.waitFor(() => expect(sent).toHaveLength(3));
    expect(sent[2]).toEqual({
      email: 'ana@example.org',
      password: 'right',
      client: 'web',
      second_factor: { code: '123 456' },
    });
  });
});
