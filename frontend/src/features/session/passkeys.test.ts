import { afterEach, expect, it, vi } from 'vitest';
import { answerWithPasskey, makePasskey, NoPasskeyUsed, PasskeyIsKnown, passkeysWork } from './passkeys';

function browser(answer: () => Promise<unknown>) {
  const parsed = (options: unknown) => ({ parsed: options });
  vi.stubGlobal('PublicKeyCredential', { parseRequestOptionsFromJSON: parsed, parseCreationOptionsFromJSON: parsed });
  vi.stubGlobal('location', { hostname: 'localhost' });
  const asked = vi.fn((_: unknown) => answer());
  vi.stubGlobal('navigator', { credentials: { get: asked, create: asked } });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

it('is offered only where the browser understands the options of the server', () => {
  expect(passkeysWork()).toBe(false);
  vi.stubGlobal('PublicKeyCredential', {});
  expect(passkeysWork()).toBe(false);
  browser(async () => null);
  expect(passkeysWork()).toBe(true);
});

it.each(['127.0.0.1', '192.168.1.20', '[::1]'])('is not offered at %s, which is no name', (hostname) => {
  browser(async () => null);
  vi.stubGlobal('location', { hostname });
  expect(passkeysWork()).toBe(false);
});

it('answers with what can be sent as JSON', async () => {
  const asked = browser(async () => ({ toJSON: () => ({ id: 'key' }) }));
  expect(await answerWithPasskey({ challenge: 'AA' })).toEqual({ id: 'key' });
  expect(asked).toHaveBeenCalledWith({ publicKey: { parsed: { challenge: 'AA' } } });
});

it.each([async () => null, () => Promise.reject(new DOMException('', 'NotAllowedError'))])(
  'says that nobody used one when the sheet was closed',
  async (answer) => {
    browser(answer);
    await expect(answerWithPasskey({})).rejects.toThrow(NoPasskeyUsed);
  },
);

it('says that the device has one already', async () => {
  browser(() => Promise.reject(new DOMException('', 'InvalidStateError')));
  await expect(makePasskey({})).rejects.toThrow(PasskeyIsKnown);
});
