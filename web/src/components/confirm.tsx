import { type ReactNode, useId, useRef } from 'react';
import { text } from '../text.ts';
import './confirm.css';

/**
 * A button that asks before it acts. The dialog is the browser's own: it keeps the focus and closes on Escape
 * by itself, and needs no style element, which the content security policy would refuse.
 */
export function Confirm({
  className = 'button',
  label,
  title,
  detail,
  busy,
  onConfirm,
}: {
  className?: string;
  label: ReactNode;
  title: string;
  detail: string;
  busy: boolean;
  onConfirm: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const description = useId();
  return (
    <>
      <button type="button" className={className} disabled={busy} onClick={() => dialog.current?.showModal()}>
        {label}
      </button>
      <dialog ref={dialog} className="confirm" aria-labelledby={heading} aria-describedby={description}>
        <h2 id={heading}>{title}</h2>
        <p id={description}>{detail}</p>
        <div className="confirm-actions">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {text.common.cancel}
          </button>
          <button
            type="button"
            className="button primary"
            onClick={() => {
              dialog.current?.close();
              onConfirm();
            }}
          >
            {label}
          </button>
        </div>
      </dialog>
    </>
  );
}
