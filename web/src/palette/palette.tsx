import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../components/icon.tsx';
import { text } from '../text.ts';
import { useItems } from './items.ts';
import { COMMAND, useKeys } from './keys.ts';
import { Sheet } from './sheet.tsx';
import './palette.css';

/** Goes to any page, system or aspect by a few letters of its name; opened by a button or Ctrl/Cmd-K. */
export function Palette() {
  const [shown, show] = useState<'palette' | 'sheet'>();
  const open = useCallback((what: 'palette' | 'sheet') => show(what), []);
  const keys = useKeys(open);
  return (
    <>
      <button
        type="button"
        className="button palette-button"
        title={text.palette.openHint(COMMAND)}
        onClick={() => show('palette')}
      >
        <Icon name="search" />
        {text.palette.open}
        <kbd>{COMMAND} K</kbd>
      </button>
      {shown === 'palette' && <Dialog onClose={() => show(undefined)} />}
      {shown === 'sheet' && <Sheet keys={keys} onClose={() => show(undefined)} />}
    </>
  );
}

function Dialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const items = useItems(typed, true);
  const chosen = items[Math.min(at, items.length - 1)];

  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    if (chosen) document.getElementById(`${list} ${chosen.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen, list]);

  const run = (item: typeof chosen) => {
    if (!item) return;
    dialog.current?.close();
    item.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && items.length > 0) {
      event.preventDefault();
      setAt((Math.min(at, items.length - 1) + step + items.length) % items.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(chosen);
    }
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; a click beside it only does so too.
    <dialog
      ref={dialog}
      className="palette"
      aria-label={text.palette.title}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <input
        className="palette-input"
        type="text"
        role="combobox"
        aria-label={text.palette.input}
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={chosen && `${list} ${chosen.id}`}
        autoComplete="off"
        spellCheck={false}
        placeholder={text.palette.input}
        value={typed}
        onChange={({ target: { value } }) => {
          setTyped(value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div id={list} className="palette-items" role="listbox" aria-label={text.palette.results}>
        {items.map((item) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input above has the focus, and the keys.
          <div
            key={item.id}
            id={`${list} ${item.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={item === chosen}
            className="palette-item"
            onClick={() => run(item)}
          >
            <span className="palette-name">{item.name}</span>
            {item.hint && <span className="soft">{item.hint}</span>}
            <span className="tag">{text.palette.groups[item.group]}</span>
          </div>
        ))}
      </div>
      <p className={items.length > 0 ? 'hidden' : 'palette-none soft'} role="status">
        {items.length > 0 ? '' : text.palette.none}
      </p>
    </dialog>
  );
}
