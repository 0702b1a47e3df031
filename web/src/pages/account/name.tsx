import { useQueryClient } from '@tanstack/react-query';
import { send, sessionQuery } from '../../api/session.ts';
import { Field } from '../../components/field.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { useChange } from './prove.tsx';

/** What others call one by. */
export function Name({ name }: { name: string }) {
  const client = useQueryClient();
  const change = useChange(async (said: string) => {
    await send('PUT', '/account/name', { name: said });
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  });
  return (
    <section className="section" aria-labelledby="name">
      <h2 id="name">{text.access.name}</h2>
      <form
        className="account-form"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(String(new FormData(event.currentTarget).get('name')));
        }}
      >
        <Field
          key={name}
          label={text.account.name}
          name="name"
          autoComplete="name"
          defaultValue={name}
          maxLength={200}
          required
        />
        <p>
          <button type="submit" className="button" disabled={change.isPending}>
            {text.account.changeName}
          </button>
        </p>
        {change.error && <ProblemNote error={change.error} />}
      </form>
    </section>
  );
}
