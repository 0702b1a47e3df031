import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { forgetAll, goElsewhere, send, sessionQuery } from '../../api/session.ts';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { Bare } from './bare.tsx';
import { type NewAccount, NewAccountForm } from './new-account.tsx';
import { takeSecret } from './start.tsx';

/** An invitation is opened: with the account that is signed in, a new one, or a provider. */
export function JoinPage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const session = useQuery(sessionQuery).data;
  const [secret] = useState(takeSecret);
  const accept = useMutation({
    mutationFn: (account: Partial<NewAccount>) => send('POST', '/invitations/accept', { ...account, secret }),
    onSuccess: async () => {
      await forgetAll(client);
      await navigate({ to: '/' });
    },
  });
  // In a body: an address is kept by histories and logs.
  const elsewhere = useMutation({
    mutationFn: (id: string) => goElsewhere(`/sign-in/${id}`, { invitation: secret }),
  });
  if (!session) return null;
  if (!secret) return <Bare title={text.access.noInvitation} lead={text.access.noInvitationLead} />;
  const person = session.person;
  return (
    <Bare title={text.access.join} lead={person ? text.access.joinAs(person.name) : text.access.joinLead}>
      {person ? (
        <div className="bare-form">
          <button
            type="button"
            className="button primary"
            disabled={accept.isPending}
            onClick={() => accept.mutate({})}
          >
            {text.access.accept}
          </button>
          {accept.error && <ProblemNote error={accept.error} />}
        </div>
      ) : (
        <>
          <NewAccountForm
            label={text.access.accept}
            pending={accept.isPending}
            error={accept.error}
            onSubmit={(account) => accept.mutate(account)}
          />
          {session.providers.length > 0 && (
            <div className="bare-others">
              {session.providers.map(({ id, name }) => (
                <button
                  key={id}
                  type="button"
                  className="button"
                  disabled={elsewhere.isPending}
                  onClick={() => elsewhere.mutate(id)}
                >
                  {text.access.with(name)}
                </button>
              ))}
              {elsewhere.error && <ProblemNote error={elsewhere.error} />}
            </div>
          )}
        </>
      )}
    </Bare>
  );
}
