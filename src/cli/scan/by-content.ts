import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { adapter as encryptedValues } from '../../adapters/encrypted-values/index.ts';
import { adapter as markdownPlaybook } from '../../adapters/markdown-playbook/index.ts';
import { memoryDocument } from '../../formats/open.ts';
import { Refusal } from '../../records/refusal.ts';

/** Names of source files that may be evidence all the same: pages, and files of settings or without an ending. */
const MAYBE = /^(?:[^.]+|\.env(?:\..+)?|.*\.(?:md|env|enc|ini|vault))$/i;
/** More than a repository keeps by hand; larger ones are no pages and no settings. */
const LIMITS = { files: 5_000, bytes: 1024 * 1024 };
/** Enough to see what a file begins with. */
const BEGINNING = 4 * 1024;
/** As far as adapters look before they say whether a file is theirs. */
const HEAD = 64 * 1024;

/**
 * Those of a repository's source files that are evidence by what they hold: playbooks in Markdown, and files
 * with encrypted values whatever their names. A file that cannot be read, and a link, is none.
 * @param folder the paths' own
 */
export async function evidenceAmong(folder: string, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const maybe = paths.filter((path) => MAYBE.test(path.slice(path.lastIndexOf('/') + 1)));
  for (const path of maybe.slice(0, LIMITS.files)) {
    if (await isEvidence(join(folder, path), path).catch(unreadable)) found.push(path);
  }
  return found;
}

/** A file that is gone or may not be read is for git to tell of, not for a look at it. */
function unreadable(error: unknown): false {
  if (error instanceof Refusal || (error instanceof Error && 'syscall' in error)) return false;
  throw error;
}

async function isEvidence(file: string, path: string): Promise<boolean> {
  const info = await lstat(file);
  if (!info.isFile() || info.size === 0 || info.size > LIMITS.bytes) return false;
  const handle = await open(file);
  try {
    const bytes = Buffer.alloc(HEAD);
    const { bytesRead: begun } = await handle.read(bytes, 0, BEGINNING, 0);
    const text = bytes.toString('latin1', 0, begun);
    const isPage = /\.md$/i.test(path);
    if (isPage ? !/^(?:\u00ef\u00bb\u00bf)?---\r?\n/.test(text) : !/\$ANSIBLE_VAULT;|ENC\[/.test(text))
      return false;
    const { bytesRead: more } = await handle.read(bytes, begun, HEAD - begun, begun);
    const { head } = await memoryDocument(path, bytes.subarray(0, begun + more));
    return (isPage ? markdownPlaybook : encryptedValues).detect(head) > 0;
  } finally {
    await handle.close();
  }
}
