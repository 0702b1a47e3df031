import { type ComponentProps, useId } from 'react';

/** An input with its label, and a hint where it needs one; the hint describes it and is no part of its name. */
export function Field({ label, hint, ...input }: { label: string; hint?: string } & ComponentProps<'input'>) {
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

/** A choice with its label. */
export function Choice({
  label,
  name,
  options,
  several = false,
  chosen,
  onChange,
}: {
  label: string;
  name: string;
  options: readonly { value: string; text: string }[];
  several?: boolean;
  chosen?: string;
  onChange?: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        name={name}
        multiple={several}
        {...(chosen !== undefined && { defaultValue: chosen })}
        onChange={(event) => onChange?.(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
