import { startRegistration } from '@simplewebauthn/browser';
import type { AccountAnswer, PasskeyOptionsAnswer } from '../../../../src/server/api.ts';
import { send } from '../../api/session.ts';
import { Field } from '../../components/field.tsx';
import { Moment } from '../../components/moment.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { useChange } from './prove.tsx';

export function Passkeys({ passkeys }: { passkeys: AccountAnswer['passkeys'] }) {
  const add = useChange(async (name: string) => {
    const { options, state } = await send<PasskeyOptionsAnswer>('POST', '/account/passkeys/options');
    // WebAuthn's own JSON, as the server's library made it for this browser's library.
    const optionsJSON = options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'];
    const response = await startRegistration({ optionsJSON });
    return send('POST', '/account/passkeys', { name, state, response });
  });
  const remove = useChange((id: string) => send('DELETE', `/account/passkeys/${id}`));
  return (
    <section className="section" aria-labelledby="passkeys">
      <h2 id="passkeys">{text.account.passkeys}</h2>
      {passkeys.length === 0 && <p className="soft">{text.account.noPasskeys}</p>}
      <ul>
        {passkeys.map(({ id, name, used }) => (
          <li key={id}>
            {name}{' '}
            <span className="soft small">
              {used === null ? text.common.never : <Moment instant={used} />}
            </span>{' '}
            <button type="button" className="button quiet" onClick={() => remove.mutate(id)}>
              {text.admin.remove}
            </button>
          </li>
        ))}
      </ul>
      <form
        className="account-form"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(String(new FormData(event.currentTarget).get('name')));
        }}
      >
        <Field label={text.account.passkeyName} name="name" required maxLength={200} />
        <p>
          <button type="submit" className="button" disabled={add.isPending}>
            {text.account.addPasskey}
          </button>
        </p>
        {(add.error ?? remove.error) && <ProblemNote error={add.error ?? remove.error} />}
      </form>
    </section>
  );
}
