import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../components/icon.tsx';
import { text } from '../text.ts';
import { useItems } from './items.ts';
import { COMMAND, useKeys } from './keys.ts';
import { Sheet } from './sheet.tsx';
import './palette.css';

/** Goes to any page, system or aspect by a few letters of its name; opened by a button or Ctrl/Cmd-K. */
export function Palette() {
  const [shown, show] = useState<{ what: 'palette' | 'sheet'; turn: number }>();
  const turns = useRef(0);
  const open = useCallback((what: 'palette' | 'sheet') => {
    if (document.querySelector('dialog.palette[open]')) return;
    turns.current += 1;
    show({ what, turn: turns.current });
  }, []);
  // That one is closed is told a moment later: by then another can be open, which must stay.
  const close = (turn: number) => show((now) => (now?.turn === turn ? undefined : now));
  const keys = useKeys(open);
  return (
    <>
      <button
        type="button"
        className="button palette-button"
        title={text.palette.openHint(COMMAND)}
        onClick={() => open('palette')}
      >
        <Icon name="search" />
        {text.palette.open}
        <kbd>{COMMAND} K</kbd>
      </button>
      {shown?.what === 'palette' && <Dialog key={shown.turn} onClose={() => close(shown.turn)} />}
      {shown?.what === 'sheet' && <Sheet key={shown.turn} keys={keys} onClose={() => close(shown.turn)} />}
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

  const shut = () => dialog.current?.close();
  const run = (item: typeof chosen) => {
    if (!item) return;
    shut();
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
    } else if (event.key === 'Escape') {
      event.preventDefault();
      shut();
    }
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; a click beside it only does so too.
    <dialog
      ref={dialog}
      className="palette"
      aria-label={text.palette.title}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && shut()}
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
