import type { Document } from '../../formats/document.ts';
import { streamLines } from '../../formats/text.ts';
import { repositoryKey } from '../../records/key.ts';
import type { Envelope, Reading, ResourceRef } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { addPath, type Changes, noChanges } from './changes.ts';
import { beginsCommit, type Commit, hashOf, parentsOf, readCommit, unquoted } from './commit.ts';
import { GIT_LOG_SIGNATURE } from './format.ts';
import { practicesOf } from './practices.ts';

/** A commit on the way through: what its line says, and what its paths come to. */
interface Entry {
  commit: Commit;
  changes: Changes;
}

/**
 * Follows the first parents from the head: that is the default branch. What a merge brought in is known once
 * its second parent comes by, so a merge waits for it; nothing else is held.
 * @throws Refusal `invalid` for another version of the format, `truncated` where the log stops early
 */
export async function* readGitHistory(document: Document): AsyncGenerator<Reading> {
  const lines = streamLines(document);
  const first = await lines.next();
  const header = readHeader(first.done ? '' : first.value.text, document.path);
  const waiting = new Map<string, Entry>();
  let mainline: string | undefined = header.head;
  let current: Entry | undefined;
  let begun = false;

  for await (const { line, text } of lines) {
    if (!beginsCommit(text)) {
      if (current && text !== '') addPath(current.changes, unquoted(text));
      continue;
    }
    yield* finished(current, waiting);
    current = undefined;
    const commit = readCommit(text);
    const hash = hashOf(text);
    if (!begun) {
      if (hash !== header.head) throw broken(document.path, line, header.head);
      begun = true;
      yield envelope(header.repository, typeof commit === 'string' ? undefined : commit);
    }
    const isMainline = hash !== undefined && hash === mainline;
    const parents = parentsOf(text);
    if (isMainline && parents) mainline = parents[0];
    if (typeof commit === 'string') {
      yield { kind: 'problem', where: `line ${line}`, why: commit };
      continue;
    }
    const merge = waiting.get(commit.hash);
    if (merge) {
      waiting.delete(commit.hash);
      yield* practicesOf(merge.commit, merge.changes, commit);
    }
    if (isMainline) current = { commit, changes: noChanges() };
  }
  yield* finished(current, waiting);
  for (const { commit, changes } of waiting.values()) yield* practicesOf(commit, changes, undefined);
  if (mainline !== undefined) throw broken(document.path, undefined, mainline);
}

function* finished(entry: Entry | undefined, waiting: Map<string, Entry>): Generator<Reading> {
  if (!entry) return;
  const second = entry.commit.parents[1];
  if (second === undefined) yield* practicesOf(entry.commit, entry.changes, undefined);
  else if (entry.changes.count > 0) waiting.set(second, entry);
}

function readHeader(text: string, file: string): { repository: ResourceRef; head: string } {
  const match = /^(.+) ([0-9a-f]{40}|[0-9a-f]{64})$/.exec(text.slice(GIT_LOG_SIGNATURE.length));
  if (!text.startsWith(GIT_LOG_SIGNATURE) || !match) {
    throw new Refusal(
      'invalid',
      `The first line is not "${GIT_LOG_SIGNATURE}REPOSITORY COMMIT".`,
      { file, line: 1 },
      'Let `assay scan` ask git for the history.',
    );
  }
  const [, address = '', head = ''] = match;
  const key = repositoryKey(address);
  return { repository: { type: 'repository', keys: [key], name: key.split(/[/:]/).at(-1) ?? key }, head };
}

function envelope(target: ResourceRef, head: Commit | undefined): Envelope {
  return {
    kind: 'envelope',
    tool: { name: 'git' },
    ...(head && { at: head.at }),
    target,
    complete: true,
  };
}

function broken(file: string, line: number | undefined, expected: string): Refusal {
  return new Refusal(
    'truncated',
    `The history stops before it reaches commit ${expected.slice(0, 12)}.`,
    { file, ...(line !== undefined && { line }) },
    'Check that `git log` works in the checkout, with git 2.31 or later, and try again.',
  );
}
