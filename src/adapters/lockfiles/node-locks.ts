import { streamLines } from '../../formats/text.ts';
import { problem } from './line-locks.ts';
import { type LockFormat, locked } from './locked.ts';

/** Yarn documentation, "yarn.lock": version 1, and YAML from version 2 (`berry`). Both have one shape of lines. */
export const yarn: LockFormat = {
  tool: 'Yarn',
  type: 'npm',
  knows: ({ text }) => /^# yarn lockfile v1/m.test(text) || /^__metadata:\r?\n {2}version: /m.test(text),
  async *read(document) {
    let entry: { line: number; name: string | undefined } | undefined;
    for await (const { line, text } of streamLines(document)) {
      if (/^[^\s#]/.test(text)) {
        if (entry?.name) yield problem(entry.line, 'a package with its version');
        entry = text.startsWith('__metadata') ? undefined : { line, name: publishedName(text) };
        continue;
      }
      const version = /^ {2}version:? "?([\w.+~-]+)"?$/.exec(text)?.[1];
      if (!entry?.name || version === undefined) continue;
      yield locked(entry.name, version);
      entry = undefined;
    }
    if (entry?.name) yield problem(entry.line, 'a package with its version');
  },
};

/** Where packages come from that no registry has. */
const ELSEWHERE =
  /^(?:workspace|portal|link|file|exec|patch|git|github|https?|ssh|git\+\w+):|^[\w.-]+\/[\w.-]+(?:#|$)/;

/** The name in the first descriptor of an entry, e.g. `"@babel/core@npm:^7.0.0, @babel/core@npm:^7.1.0":`. */
function publishedName(text: string): string | undefined {
  const first = text.replace(/:\s*$/, '').split(',')[0]?.replaceAll('"', '').trim() ?? '';
  const at = first.indexOf('@', 1);
  if (at < 0) return undefined;
  const range = first.slice(at + 1);
  if (ELSEWHERE.test(range)) return undefined;
  // Another package can be installed under this name: `strip@npm:strip-ansi@^6`.
  const other = range.startsWith('npm:') ? range.slice(4) : '';
  const end = other.indexOf('@', 1);
  return end > 0 ? other.slice(0, end) : first.slice(0, at);
}

/** pnpm's specification "lockfile", versions 5 to 9. */
export const pnpm: LockFormat = {
  tool: 'pnpm',
  type: 'npm',
  knows: ({ text }) =>
    /^lockfileVersion: ['"]?\d/m.test(text) &&
    /^(?:packages|importers|dependencies|devDependencies|specifiers|settings):/m.test(text),
  async *read(document) {
    let inside = false;
    let slashes = false;
    for await (const { text } of streamLines(document)) {
      if (/^[^\s#]/.test(text)) {
        inside = text.startsWith('packages:');
        const version = /^lockfileVersion: ['"]?(\d+)/.exec(text)?.[1];
        if (version !== undefined) slashes = Number(version) < 6;
      }
      const key = inside ? /^ {2}['"]?([^\s'"][^'"]*)['"]?:(?: \{\})?$/.exec(text)?.[1] : undefined;
      const pinned = key === undefined ? undefined : packageOf(key, slashes);
      if (pinned) yield locked(pinned.name, pinned.version);
    }
  },
};

/** `/@babel/core/7.0.0_react@17.0.0` until version 5, `/@babel/core@7.0.0(react@17.0.0)` in 6, without `/` from 9. */
function packageOf(key: string, slashes: boolean): { name: string; version: string } | undefined {
  const bare = (key.split('(')[0] ?? '').replace(/^\//, '');
  const parts = bare.split('/');
  const scope = bare.startsWith('@') ? 2 : 1;
  const at = bare.lastIndexOf('@');
  const name = slashes ? parts.slice(0, scope).join('/') : bare.slice(0, at);
  const version = slashes ? (parts[scope]?.split('_')[0] ?? '') : bare.slice(at + 1);
  return name !== '' && /^\d[\w.+-]*$/.test(version) ? { name, version } : undefined;
}
