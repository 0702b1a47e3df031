import { useMutation } from '@tanstack/react-query';
import type { SignedInAnswer } from '../../../../src/server/api.ts';
import { answerPasskey } from '../../api/passkey.ts';
import { send } from '../../api/session.ts';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';

/** Sign in with a passkey of this device or of a key that is plugged in. */
export function PasskeyButton({ onDone }: { onDone: () => Promise<void> }) {
  const signIn = useMutation({
    mutationFn: async () => {
      return send<SignedInAnswer>('POST', '/session/passkey', await answerPasskey());
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
