import { type KeyboardEvent, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { Icon } from '../components/icon.tsx';
import { text } from '../text.ts';
import { useItems } from './items.ts';
import { COMMAND, useKeys } from './keys.ts';
import { Sheet } from './sheet.tsx';
import './palette.css';

/**
 * What is shown, and which opening it is. A browser tells that a dialog was closed a moment after it was: by then it
 * may have been asked for again, and only its own opening may end.
 */
interface Shown {
  what: 'palette' | 'sheet' | undefined;
  opening: number;
}

/** Goes to any page, system or aspect by a few letters of its name; opened by a button or Ctrl/Cmd-K. */
export function Palette() {
  const [shown, show] = useState<Shown>();
  const open = useCallback((what: 'palette' | 'sheet') => {
    const stands = document.querySelector('dialog.palette[open], dialog.sheet[open]') !== null;
    show((before) =>
      stands && before?.what === what ? before : { what, opening: (before?.opening ?? 0) + 1 },
    );
  }, []);
  const keys = useKeys(open);
  const close = (opening: number) =>
    show((current) => (current?.opening === opening ? { ...current, what: undefined } : current));
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
      {shown?.what === 'palette' && <Dialog key={shown.opening} onClose={() => close(shown.opening)} />}
      {shown?.what === 'sheet' && (
        <Sheet key={shown.opening} keys={keys} onClose={() => close(shown.opening)} />
      )}
    </>
  );
}

function Dialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useId();
  const [typed, setTyped] = useState('');
  // By its name, not its place: systems that arrive later move the others.
  const [picked, pick] = useState<string>();
  const { items, loading } = useItems(typed, true);
  const at = Math.max(
    items.findIndex(({ id }) => id === picked),
    0,
  );
  const chosen = items[at];

  // Before the next key is heard, so that it lands in the input.
  useLayoutEffect(() => dialog.current?.showModal(), []);
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
      pick(items[(at + step + items.length) % items.length]?.id);
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
          pick(undefined);
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
        {items.length > 0 ? '' : loading ? text.palette.loading : text.palette.none}
      </p>
    </dialog>
  );
}
