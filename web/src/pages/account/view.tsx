import { startRegistration } from '@simplewebauthn/browser';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type {
  AccountAnswer,
  PasskeyOptionsAnswer,
  RecoveryCodesAnswer,
  TotpOfferAnswer,
} from '../../../../src/server/api.ts';
import { address, request } from '../../api/request.ts';
import { send, sessionQuery } from '../../api/session.ts';
import { Answer } from '../../components/answer.tsx';
import { Field } from '../../components/field.tsx';
import { Moment } from '../../components/moment.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { useTitle } from '../../components/title.ts';
import { text } from '../../text.ts';
import './view.css';

const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => request<AccountAnswer>(address('/account'), { signal }),
});

/** One's own account: how one signs in, and where one is signed in. */
export function AccountPage() {
  useTitle(text.account.title);
  const alone = useQuery(sessionQuery).data?.person?.alone;
  const account = useQuery({ ...accountQuery, enabled: alone === false });
  if (alone) {
    return (
      <div className="page">
        <h1>{text.account.title}</h1>
        <p>
          {text.account.alone} <a href="/start">{text.account.makeOne}</a>
        </p>
      </div>
    );
  }
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.account.title}</h1>
      </div>
      <Answer query={account}>
        {(answer) => (
          <>
            <p>
              {answer.name} <span className="soft">{answer.email}</span>
            </p>
            <Password has={answer.password} />
            <SecondFactor on={answer.totp} left={answer.recoveryCodes} />
            <Passkeys passkeys={answer.passkeys} />
            <Sessions sessions={answer.sessions} />
          </>
        )}
      </Answer>
    </div>
  );
}

/** A change to the account, after which it is read again. */
function useChange<Said, Told = unknown>(work: (said: Said) => Promise<Told>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSuccess: () => client.invalidateQueries({ queryKey: ['account'] }),
  });
}

function Password({ has }: { has: boolean }) {
  const change = useChange((body: Record<string, string>) => send('PUT', '/account/password', body));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const current = String(form.get('current') ?? '');
    change.mutate({ password: String(form.get('password')), ...(current && { current }) });
  };
  return (
    <section className="section" aria-labelledby="password">
      <h2 id="password">{text.access.password}</h2>
      <form className="account-form" onSubmit={submit}>
        {has && (
          <Field
            label={text.account.current}
            name="current"
            type="password"
            autoComplete="current-password"
            required
          />
        )}
        <Field
          label={text.account.fresh}
          hint={text.access.passwordHint}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={15}
          required
        />
        <p>
          <button type="submit" className="button" disabled={change.isPending}>
            {text.account.changePassword}
          </button>
        </p>
        {change.error && <ProblemNote error={change.error} />}
        {change.isSuccess && <p role="status">{text.account.passwordChanged}</p>}
      </form>
    </section>
  );
}

function SecondFactor({ on, left }: { on: boolean; left: number }) {
  const [offer, setOffer] = useState<TotpOfferAnswer>();
  const ask = useMutation({
    mutationFn: () => send<TotpOfferAnswer>('POST', '/account/totp'),
    onSuccess: setOffer,
  });
  const confirm = useChange((code: string) =>
    send<RecoveryCodesAnswer>('PUT', '/account/totp', { state: offer?.state, code }),
  );
  const remove = useChange((password: string) => send('DELETE', '/account/totp', { password }));
  const said = (event: FormEvent<HTMLFormElement>, name: string) => {
    event.preventDefault();
    return String(new FormData(event.currentTarget).get(name) ?? '');
  };
  return (
    <section className="section" aria-labelledby="second">
      <h2 id="second">{text.account.second}</h2>
      {confirm.data && (
        <div className="card account-once" role="status">
          <p>{text.account.codes}</p>
          <pre>{confirm.data.codes.join('\n')}</pre>
        </div>
      )}
      {on ? (
        <form className="account-form" onSubmit={(event) => remove.mutate(said(event, 'password'))}>
          <p>{text.account.secondOn(left)}</p>
          <Field
            label={text.access.password}
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
          <p>
            <button type="submit" className="button" disabled={remove.isPending}>
              {text.account.secondOff}
            </button>
          </p>
          {remove.error && <ProblemNote error={remove.error} />}
        </form>
      ) : offer ? (
        <form className="account-form" onSubmit={(event) => confirm.mutate(said(event, 'code'))}>
          <p>{text.account.type}</p>
          <p className="break">
            <code>{offer.secret}</code>
          </p>
          <p className="small">
            <a href={offer.uri}>{text.account.openApp}</a>
          </p>
          <Field
            label={text.access.code}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            required
          />
          <p>
            <button type="submit" className="button primary" disabled={confirm.isPending}>
              {text.account.turnOn}
            </button>
          </p>
          {confirm.error && <ProblemNote error={confirm.error} />}
        </form>
      ) : (
        <p>
          <button type="button" className="button" disabled={ask.isPending} onClick={() => ask.mutate()}>
            {text.account.setUp}
          </button>
        </p>
      )}
    </section>
  );
}

function Passkeys({ passkeys }: { passkeys: AccountAnswer['passkeys'] }) {
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

function Sessions({ sessions }: { sessions: AccountAnswer['sessions'] }) {
  const end = useChange((id: string) => send('DELETE', `/account/sessions/${id}`));
  return (
    <section className="section" aria-labelledby="sessions">
      <h2 id="sessions">{text.account.sessions}</h2>
      <ul>
        {sessions.map(({ id, agent, seen, current }) => (
          <li key={id} className="break">
            {agent || text.common.unknown}{' '}
            <span className="soft small">
              <Moment instant={seen} />
            </span>{' '}
            {current ? (
              <span className="tag good">{text.account.here}</span>
            ) : (
              <button type="button" className="button quiet" onClick={() => end.mutate(id)}>
                {text.account.end}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
