import { type ReactNode, useEffect, useId, useRef } from 'react';
import { text } from '../../text.ts';
import { Icon } from '../icon.tsx';
import './drawer.css';

/** What is behind a row, beside the table. The browser's own dialog: it keeps the focus and closes on Escape. */
export function Drawer({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same, by the browser itself.
    <dialog
      ref={dialog}
      className="drawer"
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => {
        // Beside it: what is inside has a box of its own.
        if (event.target === dialog.current) dialog.current.close();
      }}
    >
      <div className="drawer-inside">
        <div className="drawer-head">
          <h2 id={heading} className="break">
            {title}
          </h2>
          <button type="button" className="button quiet" onClick={() => dialog.current?.close()}>
            <Icon name="close" />
            <span className="hidden">{text.common.close}</span>
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
