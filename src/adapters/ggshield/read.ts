import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asBoolean, asObject, asString, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { secretFinding, secretScan } from '../shared/secret-finding.ts';

/** Files with incidents, of one scan (new and old name), and scans of several commits within it. */
const PATTERNS = ['/entities_with_incidents/*', '/results/*', '/scans/*'];
/** Scans within scans: a range of commits in a repository in a group. */
const DEEPEST = 4;

/**
 * Incidents by file and commit (ggshield, `secret scan … --json`). What matched, and its hash (`match`,
 * `ignore_sha`), is never read.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readGgshield(document: Document): AsyncGenerator<Reading> {
  const version = asString(asObject(document.head.json)?.secrets_engine_version);
  yield { kind: 'envelope', tool: { name: 'ggshield', ...(version && { version }) }, complete: true };
  const count = { found: 0 };
  for await (const { pattern, pointer, value } of streamJson(document, PATTERNS)) {
    const item = asObject(value);
    if (!item) yield { kind: 'problem', where: pointer, why: 'Expected an object.' };
    else if (pattern === '/scans/*') yield* scanOf(item, pointer, count, 1);
    else yield* incidentsOf(item, pointer, undefined, count);
  }
  yield secretScan(count.found);
}

function* scanOf(
  scan: Members,
  pointer: string,
  count: { found: number },
  depth: number,
): Generator<Reading> {
  const commit = asString(scan.type) === 'commit' ? asString(scan.id) : undefined;
  for (const list of ['entities_with_incidents', 'results']) {
    for (const [index, element] of asArray(scan[list]).entries()) {
      const file = asObject(element);
      const where = `${pointer}/${list}/${index}`;
      if (file) yield* incidentsOf(file, where, commit, count);
      else yield { kind: 'problem', where, why: 'Expected a file with incidents.' };
    }
  }
  if (depth >= DEEPEST) return;
  for (const [index, element] of asArray(scan.scans).entries()) {
    const inner = asObject(element);
    if (inner) yield* scanOf(inner, `${pointer}/scans/${index}`, count, depth + 1);
  }
}

function* incidentsOf(
  file: Members,
  pointer: string,
  commit: string | undefined,
  count: { found: number },
): Generator<Reading> {
  for (const [index, element] of asArray(file.incidents).entries()) {
    const incident = asObject(element);
    const type = asString(incident?.type) ?? asString(incident?.detector);
    if (!incident || !type) {
      yield {
        kind: 'problem',
        where: `${pointer}/incidents/${index}`,
        why: 'Expected an incident with its type.',
      };
      continue;
    }
    const ignored =
      asString(incident.ignore_reason) !== undefined ||
      asBoolean(incident.ignored) === true ||
      asObject(incident.ignore_reason) !== undefined;
    if (!ignored) count.found += 1;
    const validity = asString(incident.validity)?.toLowerCase();
    yield secretFinding({
      rule: type,
      file: asString(file.filename),
      commit,
      valid: validity === 'valid' && !ignored,
      status: ignored ? 'skipped' : 'fail',
      toolSeverity: validity,
    });
  }
}
