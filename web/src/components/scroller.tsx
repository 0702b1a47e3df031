import type { ReactNode } from 'react';

/** A box that scrolls sideways when its table does not fit, reachable by keyboard. */
export function Scroller({
  label,
  className = '',
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be of a form; a section would be a landmark.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <div role="group" className={`scroll ${className}`} tabIndex={0} aria-label={label}>
      {children}
    </div>
  );
}
