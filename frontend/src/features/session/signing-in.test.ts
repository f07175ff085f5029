import { afterEach, expect, it, vi } from 'vitest';
import { access } from '@/lib/api/client';
import { ApiProblem } from '@/lib/api/problem';
import { signIn } from './signing-in';

const person = { id: 'ana', email: 'ana@example.org', name: 'Ana', role: 'member', time_zone: 'UTC', version: 1 };
const given = { email: 'ana@example.org', password: 'a long and unlikely one' };

function answering(response: Response) {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(await request.json());
    return response;
  });
  return sent;
}

afterEach(() => {
  access.forget();
  vi.unstubAllGlobals();
});

it('lets in whoever the server knows, with the second factor where there is one', async () => {
  const sent = answering(Response.json({ access_token: 't', token_type: 'Bearer', expires_in: 900, person }));
  await signIn(given, { code: '123456' });
  expect(sent).toEqual([{ ...given, client: 'web', second_factor: { code: '123456' } }]);
  expect(access.state).toMatchObject({ name: 'signed_in', person: { id: 'ana' } });
});

it('says why it did not', async () => {
  answering(Response.json({ code: 'invalid_credentials', detail: 'no' }, { status: 401 }));
  await expect(signIn(given)).rejects.toBeInstanceOf(ApiProblem);
  expect(access.state.name).toBe('signed_out');
});
