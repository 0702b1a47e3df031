import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type FormEvent, type ReactNode, useContext, useId, useRef } from 'react';
import type { AccountAnswer } from '../../../../src/server/api.ts';
import { answerPasskey } from '../../api/passkey.ts';
import { toProblem } from '../../api/problem.ts';
import { goElsewhere, send, sessionQuery } from '../../api/session.ts';
import '../../components/confirm.css';
import { Field } from '../../components/field.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';

type Proving = <Told>(work: () => Promise<Told>) => Promise<Told>;

const Proving = createContext<Proving>((work) => work());

/** A change to the account, after which it is read again; where it asks who one is, the dialog does. */
export function useChange<Said, Told = unknown>(work: (said: Said) => Promise<Told>) {
  const client = useQueryClient();
  const proving = useContext(Proving);
  return useMutation({
    mutationFn: (said: Said) => proving(() => work(said)),
    onSuccess: () => client.invalidateQueries({ queryKey: ['account'] }),
  });
}

/** What is changed in it is done again once its person has proved to be themselves, where the server asks for that. */
export function ProvingArea({ account, children }: { account: AccountAnswer; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const answer = useRef<(proven: boolean) => void>(undefined);
  const heading = useId();
  const description = useId();
  const client = useQueryClient();

  const proving: Proving = async (work) => {
    try {
      return await work();
    } catch (error) {
      if (toProblem(error).title !== 'reauthenticate') throw error;
      prove.reset();
      dialog.current?.showModal();
      if (!(await new Promise<boolean>((resolve) => (answer.current = resolve)))) throw error;
      return work();
    }
  };
  const told = (proven: boolean) => {
    answer.current?.(proven);
    answer.current = undefined;
  };
  const prove = useMutation({
    mutationFn: async (proof: () => Promise<unknown>) => send('POST', '/account/proof', await proof()),
    onSuccess: () => {
      told(true);
      dialog.current?.close();
      void client.invalidateQueries({ queryKey: ['account'] });
    },
  });

  return (
    <Proving value={proving}>
      {children}
      <dialog
        ref={dialog}
        className="confirm account-prove"
        aria-labelledby={heading}
        aria-describedby={description}
        onClose={() => told(false)}
      >
        <h2 id={heading}>{text.account.proveTitle}</h2>
        <p id={description}>{text.account.proveLead}</p>
        <Secret
          account={account}
          pending={prove.isPending}
          onProof={(said) => prove.mutate(async () => said)}
        />
        <Others account={account} onPasskey={() => prove.mutate(answerPasskey)} />
        {prove.error && <ProblemNote error={prove.error} />}
        <div className="confirm-actions">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {text.common.cancel}
          </button>
        </div>
      </dialog>
    </Proving>
  );
}

/** What is typed: the password, else a code. */
function Secret({
  account,
  pending,
  onProof,
}: {
  account: AccountAnswer;
  pending: boolean;
  onProof: (said: Record<string, string>) => void;
}) {
  if (!account.password && !account.totp) return null;
  const name = account.password ? 'password' : 'code';
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    onProof({ [name]: String(new FormData(form).get(name) ?? '') });
    form.reset();
  };
  return (
    <form className="account-form" onSubmit={submit}>
      {account.password ? (
        <Field
          label={text.access.password}
          name={name}
          type="password"
          autoComplete="current-password"
          required
        />
      ) : (
        <Field
          label={text.access.code}
          hint={text.access.codeHint}
          name={name}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
        />
      )}
      <p>
        <button type="submit" className="button primary" disabled={pending}>
          {text.account.prove}
        </button>
      </p>
    </form>
  );
}

function Others({ account, onPasskey }: { account: AccountAnswer; onPasskey: () => void }) {
  const providers = useQuery(sessionQuery).data?.providers ?? [];
  const known = providers.filter(({ id }) => account.identities.some(({ provider }) => provider === id));
  const go = useMutation({ mutationFn: (id: string) => goElsewhere(`/account/proof/${id}`) });
  if (account.passkeys.length === 0 && known.length === 0) return null;
  return (
    <>
      <p className="account-actions">
        {account.passkeys.length > 0 && (
          <button type="button" className="button" onClick={onPasskey}>
            {text.account.provePasskey}
          </button>
        )}
        {known.map(({ id, name }) => (
          <button key={id} type="button" className="button" onClick={() => go.mutate(id)}>
            {text.access.with(name)}
          </button>
        ))}
      </p>
      {known.length > 0 && <p className="soft small">{text.account.proveElsewhere}</p>}
      {go.error && <ProblemNote error={go.error} />}
    </>
  );
}
