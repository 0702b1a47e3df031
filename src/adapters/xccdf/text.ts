import type { XmlEvent } from '../../formats/xml-stream.ts';

export type Open = Extract<XmlEvent, { type: 'open' }>;

/** Longest text that is kept of an element. */
const LONGEST = 2_000;

/**
 * Collects the text of one element at a time, what is inside it included. What is longer than needed is dropped
 * as it comes, so that a huge description costs nothing.
 */
export interface TextOf {
  begin(path: string): void;
  add(text: string): void;
  /** The text, where this path is the element that was begun. */
  end(path: string): string | undefined;
}

export function textOf(): TextOf {
  let path: string | undefined;
  let held = '';
  return {
    begin(at) {
      path = at;
      held = '';
    },
    add(text) {
      if (path !== undefined && held.length < LONGEST) held += text.slice(0, LONGEST);
    },
    end(at) {
      if (path !== at) return undefined;
      path = undefined;
      return held.trim();
    },
  };
}
