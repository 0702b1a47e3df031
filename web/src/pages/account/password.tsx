import type { FormEvent } from 'react';
import { send } from '../../api/session.ts';
import { Field } from '../../components/field.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { useChange } from './prove.tsx';

export function Password({ has }: { has: boolean }) {
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
