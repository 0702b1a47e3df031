import type { Document } from '../../formats/document.ts';
import { streamXml } from '../../formats/xml-stream.ts';
import type { Reading } from '../../records/record.ts';
import { checkRun } from '../shared/check-run.ts';
import { controlId } from '../shared/control-id.ts';
import { oneLine } from '../shared/one-line.ts';
import { type Rule, ruleResults } from './rule.ts';
import { targetOf } from './target.ts';
import { textOf } from './text.ts';

/** A checklist's words, and XCCDF's for the same. */
export const STATUSES: ReadonlyMap<string, string> = new Map([
  ['open', 'fail'],
  ['notafinding', 'pass'],
  ['notapplicable', 'notapplicable'],
  ['notreviewed', 'notchecked'],
]);

/** A checklist's word without what its versions write differently. */
export function statusWord(text: string): string | undefined {
  return STATUSES.get(text.toLowerCase().replaceAll(/[\s_]/g, ''));
}

interface Row {
  line: number;
  id: string | undefined;
  group: string | undefined;
  word: string | undefined;
  severity: string | undefined;
  rule: Rule;
}

/** Elements that are read; findings and comments are left out, for they may quote anything. */
const READ = new Set([
  'HOST_NAME',
  'HOST_FQDN',
  'HOST_IP',
  'VULN_ATTRIBUTE',
  'ATTRIBUTE_DATA',
  'STATUS',
  'SEVERITY_OVERRIDE',
]);

/**
 * A checklist of DISA's STIG Viewer 2 (`.ckl`), as a stream. It does not say when it was filled in, nor whether
 * by a person or by a tool.
 * @throws Refusal `malformed`, `truncated`, `doctype`, `too-large`
 */
export async function* readChecklist(document: Document): AsyncGenerator<Reading> {
  const text = textOf();
  const run = checkRun({ what: 'rules', automation: 'semi' });
  const host: Record<string, string> = Object.create(null);
  let begun = false;
  let row: Row | undefined;
  let attribute = '';
  const envelope = (): Reading => {
    begun = true;
    const target = targetOf([host['HOST_FQDN'], host['HOST_NAME']], [host['HOST_IP']]);
    return { kind: 'envelope', tool: { name: 'STIG Viewer' }, ...(target && { target }) };
  };
  for await (const event of streamXml(document)) {
    if (event.type === 'text') text.add(event.text);
    else if (event.type === 'open') {
      if (READ.has(event.local)) text.begin(event.path);
      if (event.local !== 'VULN') continue;
      if (!begun) yield envelope();
      row = {
        line: event.line,
        id: undefined,
        group: undefined,
        word: undefined,
        severity: undefined,
        rule: { title: undefined, severity: undefined, controls: [] },
      };
    } else {
      const found = text.end(event.path);
      if (found !== undefined) {
        if (event.local.startsWith('HOST_')) host[event.local] ??= found;
        else if (event.local === 'VULN_ATTRIBUTE') attribute = found;
        else if (row) keep(row, event.local, attribute, found);
      }
      if (event.local !== 'VULN' || !row) continue;
      const id = row.id ?? row.group;
      if (id === undefined || row.word === undefined) {
        yield {
          kind: 'problem',
          where: `line ${row.line}`,
          why: 'Expected a rule with an id and a known STATUS.',
        };
      } else {
        const { word, severity, rule } = row;
        for (const result of ruleResults({ id, word, severity, idents: [], rule })) {
          run.add(result);
          yield result;
        }
      }
      row = undefined;
    }
  }
  if (!begun) yield envelope();
  yield* run.practices();
}

function keep(row: Row, local: string, attribute: string, found: string): void {
  if (found === '') return;
  if (local === 'STATUS') row.word = statusWord(found);
  else if (local === 'SEVERITY_OVERRIDE') row.severity = found;
  else if (local !== 'ATTRIBUTE_DATA') return;
  else if (attribute === 'Rule_ID') row.id ??= found;
  else if (attribute === 'Vuln_Num') row.group ??= found;
  else if (attribute === 'Severity') row.rule.severity ??= found;
  else if (attribute === 'Rule_Title') row.rule.title ??= oneLine(found, 200);
  else if (attribute === 'CCI_REF' && row.rule.controls.length < 40)
    row.rule.controls.push(controlId('cci', found));
}
