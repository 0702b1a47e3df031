import { startAuthentication } from '@simplewebauthn/browser';
import { useMutation } from '@tanstack/react-query';
import type { PasskeyOptionsAnswer, SignedInAnswer } from '../../../../src/server/api.ts';
import { send } from '../../api/session.ts';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';

/** Sign in with a passkey of this device or of a key that is plugged in. */
export function PasskeyButton({ onDone }: { onDone: () => Promise<void> }) {
  const signIn = useMutation({
    mutationFn: async () => {
      const { options, state } = await send<PasskeyOptionsAnswer>('POST', '/session/passkey/options');
      // WebAuthn's own JSON, as the server's library made it for this browser's library.
      const optionsJSON = options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON'];
      const response = await startAuthentication({ optionsJSON });
      return send<SignedInAnswer>('POST', '/session/passkey', { state, response });
    },
    onSuccess: onDone,
  });
  return (
    <>
      <button type="button" className="button" disabled={signIn.isPending} onClick={() => signIn.mutate()}>
        {text.access.withPasskey}
      </button>
      {signIn.error && <ProblemNote error={signIn.error} />}
    </>
  );
}
