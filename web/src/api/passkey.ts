import { startAuthentication } from '@simplewebauthn/browser';
import type { PasskeyOptionsAnswer } from '../../../src/server/api.ts';
import { send } from './session.ts';

/** Asks the browser for a passkey. @returns what the server needs to hold it against */
export async function answerPasskey(): Promise<{ state: string; response: unknown }> {
  const { options, state } = await send<PasskeyOptionsAnswer>('POST', '/session/passkey/options');
  // WebAuthn's own JSON, as the server's library made it for this browser's library.
  const optionsJSON = options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON'];
  return { state, response: await startAuthentication({ optionsJSON }) };
}
