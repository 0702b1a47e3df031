import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { NAVIGATION } from '../navigation.ts';

/** How long the second key of a pair is waited for. */
const PAIR = 1_200;
const STORED = 'single-keys';

/** Whether this machine calls it Cmd or Ctrl. */
export const COMMAND = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';

/**
 * The keys that work on every page: Ctrl or Cmd with K, `?`, and `g` with a page's letter. Keys without a modifier
 * can be switched off (WCAG 2.2, 2.1.4), and do nothing while somebody writes.
 */
export function useKeys(show: (what: 'palette' | 'sheet') => void) {
  const navigate = useNavigate();
  const [single, setSingle] = useState(() => stored());

  useEffect(() => {
    let pair = 0;
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        show('palette');
        return;
      }
      if (!single || event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
      const second = event.timeStamp - pair < PAIR;
      pair = 0;
      if (event.key === '?') show('sheet');
      else if (second) {
        const entry = NAVIGATION.flatMap(({ entries }) => entries).find(({ key }) => key === event.key);
        if (entry) void navigate({ to: entry.to });
      } else if (event.key === 'g') pair = event.timeStamp;
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [navigate, show, single]);

  return {
    single,
    setSingle(on: boolean) {
      try {
        if (on) localStorage.removeItem(STORED);
        else localStorage.setItem(STORED, 'off');
      } catch {
        // Storage may be switched off; the choice then lasts as long as the page.
      }
      setSingle(on);
    },
  };
}

function stored(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch {
    return true;
  }
}

function writes(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
      target.closest('dialog') !== null)
  );
}
