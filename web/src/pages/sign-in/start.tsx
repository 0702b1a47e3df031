import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { forgetAll, send, sessionQuery } from '../../api/session.ts';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { Bare } from './bare.tsx';
import { type NewAccount, NewAccountForm } from './new-account.tsx';

/** Nobody owns it yet: use it alone on this machine, or make the first account. */
export function StartPage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const session = useQuery(sessionQuery).data;
  // Taken out of the address at once, so that it stays in no history.
  const [secret] = useState(takeSecret);
  const done = async () => {
    await forgetAll(client);
    await navigate({ to: '/' });
  };
  const alone = useMutation({ mutationFn: () => send('POST', '/setup/alone'), onSuccess: done });
  const owner = useMutation({
    mutationFn: (account: NewAccount) =>
      send('POST', '/setup/owner', { ...account, ...(secret && { secret }) }),
    onSuccess: done,
  });
  if (!session) return null;
  const already = session.person?.alone ?? false;
  if (session.state !== 'first' && !already) {
    return (
      <Bare title={text.access.owned} lead={text.access.ownedLead}>
        <Link to="/sign-in" className="button primary">
          {text.access.signIn}
        </Link>
      </Bare>
    );
  }
  return (
    <Bare title={text.access.welcome} lead={text.access.welcomeLead}>
      {session.mayBeAlone && (
        <div className="bare-form">
          <button
            type="button"
            className="button primary"
            disabled={alone.isPending}
            onClick={() => alone.mutate()}
          >
            {text.access.alone}
          </button>
          <p className="soft small">{text.access.aloneHint}</p>
          {alone.error && <ProblemNote error={alone.error} />}
        </div>
      )}
      <div className={session.mayBeAlone ? 'bare-others' : 'bare-form'}>
        <h2>{text.access.firstAccount}</h2>
        {secret || already ? (
          <NewAccountForm
            label={text.access.makeAccount}
            pending={owner.isPending}
            error={owner.error}
            onSubmit={(account) => owner.mutate(account)}
          />
        ) : (
          <p className="soft small">{text.access.firstLink}</p>
        )}
      </div>
    </Bare>
  );
}

/** The secret behind the # of the link, which is then gone from the address. */
export function takeSecret(): string {
  const secret = window.location.hash.slice(1);
  if (secret) window.history.replaceState(window.history.state, '', window.location.pathname);
  return secret;
}
