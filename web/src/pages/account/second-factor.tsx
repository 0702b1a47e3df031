import { type FormEvent, useState } from 'react';
import type { RecoveryCodesAnswer, TotpOfferAnswer } from '../../../../src/server/api.ts';
import { send } from '../../api/session.ts';
import { Field } from '../../components/field.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { useChange } from './prove.tsx';

export function SecondFactor({ on, left }: { on: boolean; left: number }) {
  const [offer, setOffer] = useState<TotpOfferAnswer>();
  const ask = useChange(async () => setOffer(await send<TotpOfferAnswer>('POST', '/account/totp')));
  const confirm = useChange((code: string) =>
    send<RecoveryCodesAnswer>('PUT', '/account/totp', { state: offer?.state, code }),
  );
  const remove = useChange(() => send('DELETE', '/account/totp'));
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
        <div className="account-form">
          <p>{text.account.secondOn(left)}</p>
          <p>
            <button
              type="button"
              className="button"
              disabled={remove.isPending}
              onClick={() => remove.mutate(undefined)}
            >
              {text.account.secondOff}
            </button>
          </p>
          {remove.error && <ProblemNote error={remove.error} />}
        </div>
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
        <div className="account-form">
          <p>
            <button
              type="button"
              className="button"
              disabled={ask.isPending}
              onClick={() => ask.mutate(undefined)}
            >
              {text.account.setUp}
            </button>
          </p>
          {ask.error && <ProblemNote error={ask.error} />}
        </div>
      )}
    </section>
  );
}
