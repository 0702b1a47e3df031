import { type RefObject, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Window, windowOf } from '../../components/table/window.ts';

/** Height of a row of the map where only those in sight are drawn: `[data-whole="false"]` in heat-map.css. */
const ROW = 2;

/** Which rows of the map are in sight as the page, or on narrow screens the map itself, scrolls. */
export function useMapWindow(
  scroller: RefObject<HTMLElement | null>,
  body: RefObject<HTMLElement | null>,
  count: number,
  whole: boolean,
): { window: Window; rowHeight: number } {
  const [seen, setSeen] = useState<Window>({ first: 0, last: Math.min(count, 60) });
  const [rowHeight, setRowHeight] = useState(32);

  useLayoutEffect(() => {
    if (whole) return;
    const look = () => {
      if (!body.current || !scroller.current) return;
      const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const height = Math.round(ROW * unit);
      const box = scroller.current.getBoundingClientRect();
      const inside = scroller.current.scrollHeight > scroller.current.clientHeight + 1;
      const { top } = body.current.getBoundingClientRect();
      const next = windowOf({
        top: inside ? top - box.top : top,
        seen: inside ? box.height : innerHeight,
        rowHeight: height,
        count,
      });
      setRowHeight(height);
      setSeen((before) => (before.first === next.first && before.last === next.last ? before : next));
    };
    look();
    const resized = new ResizeObserver(look);
    resized.observe(document.body);
    if (scroller.current) resized.observe(scroller.current);
    // Before the frame is painted, so that nothing blank is ever seen.
    const scrolled = () => flushSync(look);
    addEventListener('scroll', scrolled, { passive: true, capture: true });
    return () => {
      resized.disconnect();
      removeEventListener('scroll', scrolled, { capture: true });
    };
  }, [scroller, body, count, whole]);

  return { window: whole ? { first: 0, last: count } : seen, rowHeight };
}

/** Scrolls so that what begins so many pixels below the first row is in the middle. */
export function bringRow(scroller: HTMLElement | null, body: HTMLElement | null, offset: number): void {
  if (!scroller || !body) return;
  const inside = scroller.scrollHeight > scroller.clientHeight + 1;
  const { top } = body.getBoundingClientRect();
  if (inside)
    scroller.scrollTop += top - scroller.getBoundingClientRect().top + offset - scroller.clientHeight / 2;
  else window.scrollBy(0, top + offset - innerHeight / 2);
}
