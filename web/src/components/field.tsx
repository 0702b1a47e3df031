import { type InputHTMLAttributes, useId } from 'react';

/** An input with its label, and a hint where it needs one; the hint describes it and is no part of its name. */
export function Field({
  label,
  hint,
  ...input
}: { label: string; hint?: string } & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} {...(hint && { 'aria-describedby': `${id}-hint` })} {...input} />
      {hint && (
        <span id={`${id}-hint`} className="soft">
          {hint}
        </span>
      )}
    </div>
  );
}
