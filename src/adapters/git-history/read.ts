import type { Document } from '../../formats/document.ts';
import { streamLines } from '../../formats/text.ts';
import { type Instant, parseInstant } from '../../records/instant.ts';
import { repositoryKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { type Commit, parseCommit, parseHeader } from './format.ts';
import { judge } from './judge.ts';

/** Subjects are shown this long. */
const NOTE = 100;

/** Yields a practice for each thing that each commit shows, newest first, as the log has them. */
export async function* readGitHistory(document: Document): AsyncGenerator<Reading> {
  let subject: ResourceRef | undefined;
  let commit: Commit | undefined;
  let begun = false;

  for await (const { line, text } of streamLines(document)) {
    if (!subject) {
      const header = parseHeader(text);
      if (!header) throw new Refusal('malformed', 'The first line is not the header of a git log.', { file: document.path, line });
      subject = { type: 'repository', keys: [repositoryKey(header.repository)], name: nameOf(header.repository) };
      continue;
    }
    if (!text.startsWith('\x1e')) {
      if (text !== '' && commit) commit.paths.push(text);
      continue;
    }
    if (commit) yield* practices(commit, subject);
    commit = parseCommit(text.slice(1));
    if (!commit) {
      yield { kind: 'problem', where: `line ${line}`, why: 'expected the fields of a commit' };
      continue;
    }
    if (!begun) {
      begun = true;
      yield envelope(subject, parseInstant(commit.committed));
    }
  }
  if (!subject) throw new Refusal('empty', 'The log is empty.', { file: document.path });
  if (!begun) yield envelope(subject, undefined);
  if (commit) yield* practices(commit, subject);
}

function envelope(target: ResourceRef, at: Instant | undefined): Reading {
  return { kind: 'envelope', tool: { name: 'git' }, target, complete: true, ...(at !== undefined && { at }) };
}

function* practices(commit: Commit, subject: ResourceRef): Generator<Reading> {
  const at = parseInstant(commit.committed);
  if (at === undefined) {
    yield { kind: 'problem', where: commit.hash, why: `expected a date, found "${commit.committed}"` };
    return;
  }
  for (const { aspect, automation } of judge(commit)) {
    yield {
      kind: 'practice',
      aspect,
      output: 'test',
      at,
      automation,
      subject,
      reference: commit.hash,
      note: commit.subject.slice(0, NOTE),
    };
  }
}

function nameOf(repository: string): string {
  return repository.replace(/\/+$/, '').replace(/\.git$/, '').split(/[/:]/).pop() ?? repository;
}
