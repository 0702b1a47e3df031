import type { Head } from '../../formats/document.ts';
import { composer, npm, pipenv } from './json-locks.ts';
import { bundler, goMod, goSum, gradle, requirements } from './line-locks.ts';
import type { LockFormat } from './locked.ts';
import { pnpm, yarn } from './node-locks.ts';
import { cargo, poetry, uv } from './table-locks.ts';

const JSON_LOCKS = [npm, pipenv, composer];
const TEXT_LOCKS = [yarn, pnpm, poetry, uv, cargo, bundler, goSum, goMod, gradle, requirements];

/** The kind of lock file that a document is; undefined where it is none. */
export function formatOf(head: Head): LockFormat | undefined {
  const formats = head.shape === 'json' ? JSON_LOCKS : head.json === undefined ? TEXT_LOCKS : [];
  return formats.find((format) => format.knows(head));
}
