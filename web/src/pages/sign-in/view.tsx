import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { SignedInAnswer } from '../../../../src/server/api.ts';
import { address } from '../../api/request.ts';
import { forgetAll, safeNext, send, sessionQuery } from '../../api/session.ts';
import { Field } from '../../components/field.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { Bare } from './bare.tsx';
import { PasskeyButton } from './passkey.tsx';

/** Sign in with e-mail and password, a second factor where there is one, a passkey, or a provider. */
export function SignInPage() {
  const { next, problem } = useSearch({ from: '/sign-in' });
  const client = useQueryClient();
  const navigate = useNavigate();
  const [second, setSecond] = useState(false);
  const session = useQuery(sessionQuery).data;

  const done = async () => {
    await forgetAll(client);
    await navigate({ to: safeNext(next) });
  };
  const signIn = useMutation({
    mutationFn: (body: Record<string, string>) => send<SignedInAnswer>('POST', '/session', body),
    onSuccess: ({ state }) => (state === 'signed-in' ? done() : setSecond(true)),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [email, password, code] = ['email', 'password', 'code'].map((name) => String(form.get(name) ?? ''));
    signIn.mutate({ email: email ?? '', password: password ?? '', ...(code && { code }) });
  };

  return (
    <Bare title={text.access.signIn}>
      {problem && (
        <p className="problem card">{text.access.problems[problem] ?? text.access.problemUnknown}</p>
      )}
      <form className="bare-form" onSubmit={submit}>
        <Field label={text.access.email} name="email" type="email" autoComplete="username" required />
        <Field
          label={text.access.password}
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
        {second && (
          <Field
            label={text.access.code}
            hint={text.access.codeHint}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            required
          />
        )}
        <button type="submit" className="button primary" disabled={signIn.isPending}>
          {text.access.signIn}
        </button>
        {signIn.error && <ProblemNote error={signIn.error} />}
      </form>
      <div className="bare-others">
        <PasskeyButton onDone={done} />
        {session?.providers.map(({ id, name }) => (
          <a key={id} className="button" href={address(`/sign-in/${id}`, { next: safeNext(next) })}>
            {text.access.with(name)}
          </a>
        ))}
      </div>
    </Bare>
  );
}
