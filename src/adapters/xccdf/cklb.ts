import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asObject, asString, asStrings, type Members, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { checkRun } from '../shared/check-run.ts';
import { controlId } from '../shared/control-id.ts';
import { statusWord } from './checklist.ts';
import { ruleResults } from './rule.ts';
import { targetOf } from './target.ts';

/**
 * A checklist of DISA's STIG Viewer 3 (`.cklb`, JSON). It does not say when it was filled in, nor by whom.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readCklb(document: Document): AsyncGenerator<Reading> {
  let data: Members | undefined;
  for await (const { value } of streamJson(document, ['/target_data'])) data = asObject(value);
  const target = targetOf([asString(data?.fqdn), asString(data?.host_name)], [asString(data?.ip_address)]);
  yield { kind: 'envelope', tool: { name: 'STIG Viewer' }, ...(target && { target }) };
  const run = checkRun({ what: 'rules', automation: 'semi' });
  for await (const { pointer, value } of streamJson(document, ['/stigs/*/rules/*'])) {
    const item = asObject(value);
    const id = asString(item?.rule_id_src) ?? asString(item?.rule_id) ?? asString(item?.group_id);
    const word = statusWord(asString(item?.status) ?? '');
    if (!item || !id || !word) {
      yield { kind: 'problem', where: pointer, why: 'Expected a rule with an id and a known status.' };
      continue;
    }
    const rule = {
      title: asString(item.rule_title),
      severity: asString(item.severity),
      controls: asStrings(item.ccis)
        .slice(0, 40)
        .map((cci) => controlId('cci', cci)),
    };
    const severity = asString(member(item, 'overrides', 'severity', 'severity'));
    for (const result of ruleResults({ id, word, severity, idents: [], rule })) {
      run.add(result);
      yield result;
    }
  }
  yield* run.practices();
}
