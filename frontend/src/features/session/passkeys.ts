/** Nobody was asked in the end, or nobody answered: the browser's sheet was closed, or it took too long. */
export class NoPasskeyUsed extends Error {
  override readonly name = 'NoPasskeyUsed';
}

/** This device holds a passkey for the account already. */
export class PasskeyIsKnown extends Error {
  override readonly name = 'PasskeyIsKnown';
}

type Json = Record<string, unknown>;

/**
 * Whether this browser can be asked, in the words of WebAuthn Level 3 (§5.1.9, §5.1.10), and at this address:
 * a passkey belongs to a name, never to numbers (§5.1.2).
 */
export function passkeysWork(): boolean {
  return (
    typeof PublicKeyCredential !== 'undefined' &&
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function' &&
    typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function' &&
    !/^[\d.]+$|:/.test(location.hostname)
  );
}

/** Has somebody sign a challenge of the server. Raises NoPasskeyUsed. */
export function answerWithPasskey(options: Json): Promise<Json> {
  return answered(() =>
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as unknown as PublicKeyCredentialRequestOptionsJSON),
    }),
  );
}

/** Has the browser make a passkey. Raises NoPasskeyUsed or PasskeyIsKnown. */
export function makePasskey(options: Json): Promise<Json> {
  return answered(() =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as unknown as PublicKeyCredentialCreationOptionsJSON),
    }),
  );
}

async function answered(ask: () => Promise<Credential | null>): Promise<Json> {
  try {
    const credential = await ask();
    if (credential === null) throw new NoPasskeyUsed();
    return (credential as PublicKeyCredential).toJSON() as Json;
  } catch (reason) {
    if (!(reason instanceof DOMException)) throw reason;
    throw reason.name === 'InvalidStateError' ? new PasskeyIsKnown() : new NoPasskeyUsed();
  }
}
