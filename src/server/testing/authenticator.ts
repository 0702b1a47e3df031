import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** What an authenticator may be made to say wrongly. */
export interface Says {
  origin: string;
  party: string;
  challenge: string;
  counter: number;
  /** User verification: a fingerprint, a PIN. */
  verified: boolean;
  userHandle: string;
  type: string;
  attestation: { fmt: string; statement: Map<string, unknown> };
}

/** A passkey in software, as a browser would hand on what it says. */
export interface Authenticator {
  id: string;
  create(says: Partial<Says> & Pick<Says, 'challenge'>): Record<string, unknown>;
  get(says: Partial<Says> & Pick<Says, 'challenge' | 'userHandle'>): Record<string, unknown>;
}

const ORIGIN = 'http://localhost:4747';
const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

export function authenticator(): Authenticator {
  const raw = randomBytes(32);
  const id = raw.toString('base64url');
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const cose = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, bytes(Buffer.from(x, 'base64url'))],
    [-3, bytes(Buffer.from(y, 'base64url'))],
  ]);

  function data({ party = 'localhost', counter = 0, verified = true }: Partial<Says>, more: Buffer[] = []) {
    const flags = PRESENT | (verified ? VERIFIED : 0) | (more.length > 0 ? ATTESTED : 0);
    const head = Buffer.alloc(5);
    head.writeUInt8(flags, 0);
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([createHash('sha256').update(party).digest(), head, ...more]);
  }
  function client({ origin = ORIGIN, challenge, type }: Partial<Says>, usual: string): Buffer {
    return Buffer.from(JSON.stringify({ type: type ?? usual, challenge, origin, crossOrigin: false }));
  }
  const credential = (response: Record<string, unknown>) => ({
    id,
    rawId: id,
    type: 'public-key',
    clientExtensionResults: {},
    response,
  });

  return {
    id,
    create(says) {
      const { fmt, statement } = says.attestation ?? { fmt: 'none', statement: new Map() };
      const length = Buffer.from([0, raw.length]);
      const key = Buffer.from(isoCBOR.encode(cose));
      const authData = data(says, [Buffer.alloc(16), length, raw, key]);
      const object = new Map<string, unknown>([
        ['fmt', fmt],
        ['attStmt', statement],
        ['authData', bytes(authData)],
      ]);
      return credential({
        clientDataJSON: client(says, 'webauthn.create').toString('base64url'),
        // The encoder's own type of what it encodes is not exported.
        attestationObject: Buffer.from(isoCBOR.encode(object as never)).toString('base64url'),
        transports: ['internal'],
      });
    },
    get(says) {
      const [authData, clientData] = [data(says), client(says, 'webauthn.get')];
      const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()]);
      return credential({
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: createSign('sha256').update(signed).sign(privateKey).toString('base64url'),
        userHandle: Buffer.from(says.userHandle).toString('base64url'),
      });
    },
  };
}

function bytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer);
}
