import type { FormEvent, ReactNode } from 'react';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import './form.css';

/** A form that adds one thing; what its fields say is given by their names. */
export function AddForm({
  title,
  label,
  pending,
  error,
  onAdd,
  children,
}: {
  title: string;
  label: string;
  pending: boolean;
  error: unknown;
  onAdd: (said: (name: string) => string, all: (name: string) => string[], done: () => void) => void;
  children: ReactNode;
}) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    onAdd(
      (name) => String(data.get(name) ?? '').trim(),
      (name) => data.getAll(name).map(String),
      () => form.reset(),
    );
  };
  return (
    <details className="card admin-add">
      <summary>{title}</summary>
      <form className="admin-form" onSubmit={submit}>
        {children}
        <p>
          <button type="submit" className="button primary" disabled={pending}>
            {pending ? text.common.loading : label}
          </button>
        </p>
      </form>
      {error ? <ProblemNote error={error} /> : null}
    </details>
  );
}

/** Something that is shown this once, to be copied. */
export function Once({ label, value }: { label: string; value: string }) {
  return (
    <div className="card admin-once" role="status">
      <p>
        <strong>{label}</strong>
      </p>
      <p className="break">
        <code>{value}</code>
      </p>
      <p>
        <button type="button" className="button" onClick={() => void navigator.clipboard.writeText(value)}>
          {text.admin.copy}
        </button>
      </p>
    </div>
  );
}
