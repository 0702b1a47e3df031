import type { Document } from '../../formats/document.ts';
import { streamXml } from '../../formats/xml-stream.ts';
import { type Instant, parseInstant } from '../../records/instant.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { checkRun } from '../shared/check-run.ts';
import { oneLine } from '../shared/one-line.ts';
import { type Rule, ruleResults } from './rule.ts';
import { targetOf } from './target.ts';
import { textOf } from './text.ts';

/** Definitions that are remembered: the largest feeds have some ten thousand. */
const MOST = 200_000;

/** What a definition says of itself. */
interface Definition {
  path: string;
  /** `patch` and `vulnerability` are true where something is wrong, `compliance` where all is well. */
  class: string;
  rule: Rule;
  cves: string[];
}

/** XCCDF's words for the results of definitions, as it maps them itself (XCCDF 1.2, table 27). */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['error', 'error'],
  ['unknown', 'unknown'],
  ['not applicable', 'notapplicable'],
  ['not evaluated', 'notchecked'],
]);

/**
 * Results of definitions (OVAL 5, results schema), as `oscap oval eval` writes them for feeds of distributions.
 * What names the machine stands behind the results, so that the document is read twice.
 * @throws Refusal `malformed`, `truncated`, `doctype`, `too-large`
 */
export async function* readOval(document: Document): AsyncGenerator<Reading> {
  const { at, version, target } = await headOf(document);
  yield {
    kind: 'envelope',
    tool: { name: 'OVAL', ...(version && { version }) },
    ...(at !== undefined && { at }),
    ...(target && { target }),
  };
  const run = checkRun({ what: 'definitions', end: at, aspect: 'patch' });
  const definitions = new Map<string, Definition>();
  const text = textOf();
  let current: { id: string; held: Definition } | undefined;
  for await (const event of streamXml(document)) {
    if (event.type === 'text') text.add(event.text);
    else if (event.type === 'open') {
      const { local, attributes, path, line } = event;
      if (local === 'definition' && path.includes('/results/')) {
        const id = attributes['definition_id'] ?? '';
        const found = definitions.get(id);
        if (id === '') yield { kind: 'problem', where: `line ${line}`, why: 'Expected a definition_id.' };
        else if (found && found.class !== 'inventory' && found.class !== 'miscellaneous') {
          const word = wordOf(attributes['result'] ?? '', found.class);
          for (const result of ruleResults({
            id,
            word,
            severity: undefined,
            idents: found.cves,
            rule: found.rule,
          })) {
            // Without a CVE, an advisory is about updates all the same.
            const own = found.class === 'compliance' ? result : { ...result, aspect: 'patch' as const };
            run.add(own);
            yield own;
          }
        }
      } else if (local === 'definition') {
        const rule = { title: undefined, severity: undefined, controls: [] };
        current = {
          id: attributes['id'] ?? '',
          held: { path, class: attributes['class'] ?? '', rule, cves: [] },
        };
      } else if (current) {
        const cve = local === 'reference' ? attributes['ref_id'] : undefined;
        if (cve && /^CVE-/i.test(cve)) keepCve(current.held, cve);
        else if (local === 'title' || local === 'severity' || local === 'cve') text.begin(path);
      }
    } else {
      const found = text.end(event.path);
      if (current && found) {
        if (event.local === 'title') current.held.rule.title ??= oneLine(found, 200);
        else if (event.local === 'severity') current.held.rule.severity ??= found;
        else if (/^CVE-/i.test(found)) keepCve(current.held, found);
      }
      if (current && event.path === current.held.path) {
        if (definitions.size < MOST) definitions.set(current.id, current.held);
        current = undefined;
      }
    }
  }
  yield* run.practices();
}

function keepCve(held: Definition, cve: string): void {
  const id = cve.toUpperCase();
  if (held.cves.length < 500 && !held.cves.includes(id)) held.cves.push(id);
}

function wordOf(result: string, sort: string): string {
  if (result !== 'true' && result !== 'false') return WORDS.get(result) ?? 'unknown';
  return (result === 'true') === (sort === 'compliance') ? 'pass' : 'fail';
}

/** When it was made, by which version, and the machine: the last generator is that of the results' system. */
async function headOf(
  document: Document,
): Promise<{ at: Instant | undefined; version: string | undefined; target: ResourceRef | undefined }> {
  let at: Instant | undefined;
  let version: string | undefined;
  let host: string | undefined;
  const text = textOf();
  for await (const event of streamXml(document)) {
    if (event.type === 'text') text.add(event.text);
    else if (event.type === 'open') {
      const isOwn = /^\/oval_results\/generator\//.test(event.path);
      if (event.local === 'primary_host_name' || (isOwn && /^(timestamp|product_version)$/.test(event.local)))
        text.begin(event.path);
    } else {
      const found = text.end(event.path);
      if (!found) continue;
      if (event.local === 'timestamp') at ??= parseInstant(found);
      else if (event.local === 'product_version') version ??= oneLine(found, 40);
      else host ??= found;
    }
  }
  return { at, version, target: targetOf([host]) };
}
