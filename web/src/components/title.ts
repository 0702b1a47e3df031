import { useEffect } from 'react';
import { text } from '../text.ts';

/** Names the page in the browser's tab and history. */
export function useTitle(...parts: readonly (string | undefined)[]): void {
  const title = [...parts.filter(Boolean), text.name].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
