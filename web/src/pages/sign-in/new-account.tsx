import type { FormEvent } from 'react';
import { Field } from '../../components/field.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';

export interface NewAccount {
  name: string;
  email: string;
  password: string;
}

/** Name, e-mail and password of a new account. */
export function NewAccountForm({
  label,
  pending,
  error,
  onSubmit,
}: {
  label: string;
  pending: boolean;
  error: unknown;
  onSubmit: (account: NewAccount) => void;
}) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? '');
    onSubmit({ name: said('name'), email: said('email'), password: said('password') });
  };
  return (
    <form className="bare-form" onSubmit={submit}>
      <Field label={text.access.name} name="name" autoComplete="name" maxLength={200} required />
      <Field label={text.access.email} name="email" type="email" autoComplete="username" required />
      <Field
        label={text.access.password}
        hint={text.access.passwordHint}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={15}
        required
      />
      <button type="submit" className="button primary" disabled={pending}>
        {label}
      </button>
      {error ? <ProblemNote error={error} /> : null}
    </form>
  );
}
