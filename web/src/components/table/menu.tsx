import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import './menu.css';

/** A button that opens a small panel under it; Escape, a click beside it and leaving it close it. */
export function Menu({
  label,
  marked = false,
  name,
  children,
}: {
  label: ReactNode;
  /** Something in it is chosen. */
  marked?: boolean;
  /** What the panel is called. */
  name: string;
  children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    const beside = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', beside);
    return () => document.removeEventListener('pointerdown', beside);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    close();
  };
  const left = (event: FocusEvent) => {
    if (event.relatedTarget instanceof Node && !box.current?.contains(event.relatedTarget)) setOpen(false);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears what its button and panel do not use.
    <div className="menu" ref={box} onKeyDown={keyDown} onBlur={left}>
      <button
        type="button"
        ref={button}
        className="menu-open"
        data-marked={marked}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would be of a form.
        <div id={id} className="menu-panel" role="group" aria-label={name}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
