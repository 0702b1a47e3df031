import { type ReactNode, useEffect, useId, useRef } from 'react';
import { NAVIGATION } from '../navigation.ts';
import { text } from '../text.ts';
import { COMMAND, type useKeys } from './keys.ts';

/** What the keyboard does, and the switch for keys without a modifier. */
export function Sheet({ keys, onClose }: { keys: ReturnType<typeof useKeys>; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const pages = NAVIGATION.flatMap(({ entries }) => entries);
  return (
    <dialog ref={dialog} className="confirm sheet" aria-labelledby={heading} onClose={onClose}>
      <h2 id={heading}>{text.palette.keysTitle}</h2>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{text.palette.key}</th>
            <th scope="col">{text.palette.does}</th>
          </tr>
        </thead>
        <tbody>
          <Row does={text.palette.shortcuts.palette}>
            <kbd>{COMMAND}</kbd> <kbd>K</kbd>
          </Row>
          <Row does={text.palette.shortcuts.sheet}>
            <kbd>?</kbd>
          </Row>
          {pages.map(
            ({ to, name, key }) =>
              key && (
                <Row key={to} does={`${text.palette.shortcuts.go}: ${name}`}>
                  <kbd>g</kbd> {text.palette.afterwards} <kbd>{key}</kbd>
                </Row>
              ),
          )}
          <Row does={text.palette.shortcuts.grid}>{text.palette.arrows}</Row>
          <Row does={text.palette.shortcuts.enter}>
            <kbd>Enter</kbd>
          </Row>
          <Row does={text.palette.shortcuts.escape}>
            <kbd>Esc</kbd>
          </Row>
        </tbody>
      </table>
      <label className="sheet-single">
        <input
          type="checkbox"
          checked={keys.single}
          onChange={({ target: { checked } }) => keys.setSingle(checked)}
        />
        {text.palette.single}
      </label>
      <div className="confirm-actions">
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {text.common.close}
        </button>
      </div>
    </dialog>
  );
}

function Row({ does, children }: { does: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{children}</th>
      <td>{does}</td>
    </tr>
  );
}
