import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import picocolors from 'picocolors';
import type { Context } from './context.ts';

/** Colours on a terminal only, and never with NO_COLOR or --no-color in the environment's place. */
export function colours(context: Context): ReturnType<typeof picocolors.createColors> {
  const wanted = Boolean(context.stdout.isTTY) && !context.env['NO_COLOR'] && context.env['TERM'] !== 'dumb';
  return picocolors.createColors(wanted || Boolean(context.env['FORCE_COLOR']));
}

/** JSON for other programs: two spaces, one newline at the end. */
export function printJson(context: Context, value: unknown): void {
  context.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** `1 finding`, `2 findings`, `3 identities`. */
export function counted(count: number, one: string): string {
  if (count === 1) return `1 ${one}`;
  return `${count} ${one.endsWith('y') ? `${one.slice(0, -1)}ies` : `${one}s`}`;
}

/** Control characters in names from files would let a file write to the terminal: they are shown, not obeyed. */
export function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** A borderless table; the last column takes the room that is left on a terminal. */
export function table(
  context: Context,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const colour = colours(context);
  const width = context.stdout.isTTY ? (context.stdout.columns ?? 100) : undefined;
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => visible(row[column] ?? ''))),
  );
  const before = widths.slice(0, -1).reduce((sum, each) => sum + each + 2, 0);
  const last = width === undefined ? undefined : Math.max(24, width - before - 1);
  const out = new Table({
    head: head.map((title) => colour.dim(title)),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    chars: blankBorders(),
    wordWrap: true,
    ...(last !== undefined && { colWidths: [...widths.slice(0, -1).map((each) => each + 2), last] }),
  });
  for (const row of rows) out.push([...row]);
  return `${out
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}

function visible(text: string): number {
  return stripVTControlCharacters(text).length;
}

function blankBorders(): Record<string, string> {
  const names = ['top', 'bottom', 'left', 'right', 'mid', 'middle'];
  const parts = names.flatMap((name) => ['', '-mid', '-left', '-right'].map((end) => name + end));
  return Object.fromEntries(parts.map((part) => [part, '']));
}

/** A line of progress on stderr, rewritten in place; silent where stderr is no terminal. */
export function progress(context: Context): { say(text: string): void; done(): void } {
  const live = Boolean(context.stderr.isTTY);
  let last = 0;
  return {
    say(text) {
      const now = context.now();
      if (!live || now - last < 80) return;
      last = now;
      context.stderr.write(`\r\u001b[2K${plain(text).slice(0, (context.stderr.columns ?? 80) - 1)}`);
    },
    done() {
      if (live) context.stderr.write('\r\u001b[2K');
    },
  };
}
