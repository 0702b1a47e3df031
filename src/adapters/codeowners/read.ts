import { Buffer } from 'node:buffer';
import type { Document } from '../../formats/document.ts';
import { readJson } from '../../formats/json.ts';
import { asObject, asString } from '../../formats/schema.ts';
import { streamLines } from '../../formats/text.ts';
import { repositoryKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { oneLine } from '../shared/one-line.ts';
import { isEverything, ruleOf, sectionOf } from './lines.ts';

/** Folders in which the file may stand (GitHub, GitLab, Bitbucket, Gitea). */
const FOLDERS = /\/(?:\.github|\.gitlab|\.bitbucket|\.gitea|\.forgejo|docs)$/i;
/** `github.com/owner/name` at the end of a folder's path; GitLab's groups may nest. */
const ADDRESS = /(?:^|\/)([a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[\w.~-]+){2,8})$/i;

/**
 * Who owns the repository, as the file declares: the last rule for all files. Nothing in it is dated.
 * @throws Refusal `invalid` where no rule can be read; `malformed`, `truncated`, `too-large`
 */
export async function* readCodeowners(document: Document): AsyncGenerator<Reading> {
  const { repository, lines } = await contentOf(document);
  const target: ResourceRef | undefined =
    repository === undefined
      ? undefined
      : { type: 'repository', keys: [repositoryKey(repository)], name: repository };
  yield { kind: 'envelope', tool: { name: 'CODEOWNERS' }, ...(target && { target }) };

  const owners = new Set<string>();
  let everything: readonly string[] = [];
  let rules = 0;
  let faults = 0;
  let defaults: readonly string[] = [];
  for await (const { line, text } of lines) {
    if (text.trim() === '' || text.trim().startsWith('#')) continue;
    const section = sectionOf(text);
    if (section !== undefined) {
      defaults = section;
      continue;
    }
    const rule = ruleOf(text, line, defaults);
    if (rule === undefined) continue;
    if ('why' in rule) {
      faults += 1;
      yield { kind: 'problem', where: `line ${rule.line}`, why: rule.why };
      continue;
    }
    rules += 1;
    if (isEverything(rule.pattern)) everything = rule.owners;
    if (owners.size < 10_000) for (const owner of rule.owners) owners.add(owner);
  }
  if (rules === 0 && faults > 0) {
    const next = 'Hand in the file as the repository has it.';
    throw new Refusal('invalid', 'No rule with an owner could be read.', { file: document.path }, next);
  }
  // Without a rule nobody owns anything: a file of remarks proves nothing.
  if (rules === 0) return;
  const owner = everything[0] === undefined ? undefined : oneLine(everything.join(' '));
  if (target) yield { kind: 'resource', ...target, ...(owner !== undefined && { owner }) };
  yield {
    kind: 'result',
    aspect: 'threat-modeling',
    rule: { id: 'threat-modeling.owner-of-every-file', title: 'Every file of the repository has an owner' },
    status: owner === undefined ? 'fail' : 'pass',
    severity: 'low',
    declared: true,
    location: 'CODEOWNERS',
    message: owner === undefined ? 'No rule for all files names an owner' : `Owned by ${owner}`,
  };
  if (owners.size === 0) return;
  yield {
    kind: 'practice',
    aspect: 'threat-modeling',
    output: 'test',
    declared: true,
    reference: 'CODEOWNERS',
    note: `${owners.size} ${owners.size === 1 ? 'owner' : 'owners'} named in ${rules} ${rules === 1 ? 'rule' : 'rules'}`,
  };
}

interface Content {
  repository: string | undefined;
  lines: AsyncIterable<{ line: number; text: string }> | Iterable<{ line: number; text: string }>;
}

async function contentOf(document: Document): Promise<Content> {
  if (document.head.shape !== 'json') {
    return { repository: repositoryIn(document.path), lines: streamLines(document) };
  }
  const answer = asObject(await readJson(document));
  const content = asString(answer?.['content']);
  if (content === undefined || answer?.['encoding'] !== 'base64') {
    const place = { file: document.path, field: '/content' };
    throw new Refusal('invalid', 'Expected the content of the file in base64.', place, 'Fetch it again.');
  }
  const text = Buffer.from(content, 'base64').toString('utf8');
  const lines = text.split(/\r?\n/).map((each, index) => ({ line: index + 1, text: each }));
  return { repository: repositoryOf(asString(answer['html_url'])), lines };
}

/** `https://github.com/owner/name/blob/main/CODEOWNERS` is of `github.com/owner/name`. */
function repositoryOf(address: string | undefined): string | undefined {
  return /^https?:\/\/([^/@\s]+\/[^/\s]+\/[^/\s?#]+)\/(?:blob|raw|src)\//i.exec(address ?? '')?.[1];
}

/** The repository that a path names: checkouts are often kept by their addresses. */
function repositoryIn(path: string): string | undefined {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/'))).replace(FOLDERS, '');
  return ADDRESS.exec(folder)?.[1];
}
