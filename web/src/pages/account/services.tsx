import { useQuery } from '@tanstack/react-query';
import type { AccountAnswer } from '../../../../src/server/api.ts';
import { goElsewhere, send, sessionQuery } from '../../api/session.ts';
import { Moment } from '../../components/moment.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { useChange } from './prove.tsx';

/** Sign-in services that let this account in, and those that could. */
export function Services({ identities }: { identities: AccountAnswer['identities'] }) {
  const providers = useQuery(sessionQuery).data?.providers ?? [];
  const link = useChange((provider: string) => goElsewhere(`/account/link/${provider}`));
  const remove = useChange((id: string) => send('DELETE', `/account/identities/${id}`));
  const others = providers.filter(({ id }) => !identities.some(({ provider }) => provider === id));
  if (providers.length === 0 && identities.length === 0) return null;
  const error = link.error ?? remove.error;
  return (
    <section className="section" aria-labelledby="services">
      <h2 id="services">{text.account.services}</h2>
      {identities.length === 0 && <p className="soft">{text.account.noServices}</p>}
      <ul>
        {identities.map(({ id, issuer, subject, provider, created }) => (
          <li key={id} className="break">
            {providers.find((each) => each.id === provider)?.name ?? issuer}{' '}
            <span className="soft small">
              {subject}, <Moment instant={created} />
            </span>{' '}
            <button type="button" className="button quiet" onClick={() => remove.mutate(id)}>
              {text.admin.remove}
            </button>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <p className="account-actions">
          {others.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              className="button"
              disabled={link.isPending}
              onClick={() => link.mutate(id)}
            >
              {text.account.link(name)}
            </button>
          ))}
        </p>
      )}
      {error && <ProblemNote error={error} />}
    </section>
  );
}
