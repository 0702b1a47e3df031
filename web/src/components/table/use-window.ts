import { type RefObject, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Window, windowOf } from './window.ts';

/** Heights of a row and of a card, and the width below which rows are cards: in the root's font size. */
const ROW = 2.625;
const CARD = 4.25;
const NARROW = 44;

interface Seen {
  window: Window;
  rowHeight: number;
  narrow: boolean;
}

/** Which of a list's rows are in sight as the page scrolls, and how tall a row is at this width. */
export function useWindow(body: RefObject<HTMLElement | null>, count: number): Seen {
  const [seen, setSeen] = useState<Seen>({
    window: { first: 0, last: Math.min(count, 40) },
    rowHeight: 42,
    narrow: false,
  });

  useLayoutEffect(() => {
    const look = () => {
      const box = body.current?.getBoundingClientRect();
      if (!box) return;
      const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const narrow = box.width < NARROW * unit;
      const rowHeight = Math.round((narrow ? CARD : ROW) * unit);
      const next = windowOf({ top: box.top, seen: innerHeight, rowHeight, count });
      setSeen((before) => {
        const same =
          before.narrow === narrow &&
          before.rowHeight === rowHeight &&
          before.window.first === next.first &&
          before.window.last === next.last;
        return same ? before : { window: next, rowHeight, narrow };
      });
    };
    look();
    const resized = new ResizeObserver(look);
    if (body.current) resized.observe(body.current);
    // What stands above can change its height, too.
    resized.observe(document.body);
    // Before the frame is painted, so that nothing blank is ever seen.
    const scrolled = () => flushSync(look);
    addEventListener('scroll', scrolled, { passive: true });
    addEventListener('resize', look);
    return () => {
      resized.disconnect();
      removeEventListener('scroll', scrolled);
      removeEventListener('resize', look);
    };
  }, [body, count]);

  return seen;
}
