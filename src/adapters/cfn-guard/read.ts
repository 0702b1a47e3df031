import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Reading, Result, ResultStatus } from '../../records/record.ts';
import { checkResult } from '../shared/check-result.ts';
import { checkRun } from '../shared/check-run.ts';
import { oneLine } from '../shared/one-line.ts';

/**
 * What rules said of templates (AWS CloudFormation Guard user guide, `validate --structured --output-format json`,
 * or `--show-summary none --output-format json`, which writes one value after the other). Values of properties
 * and messages that quote them are never read.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readGuard(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'cfn-guard' } };
  const run = checkRun({ what: 'rules', aspect: 'deploy' });
  const isList = document.head.shape === 'ndjson' || Array.isArray(document.head.json);
  for await (const { pointer, value } of streamJson(document, [isList ? '/*' : ''])) {
    const item = asObject(value);
    if (!item || !Array.isArray(item.not_compliant)) {
      yield {
        kind: 'problem',
        where: pointer,
        why: 'Expected the results of a template, with not_compliant.',
      };
      continue;
    }
    for (const result of templateResults(item)) {
      run.add(result);
      yield result;
    }
  }
  yield* run.practices();
}

function* templateResults(item: Members): Generator<Result> {
  const file = asString(item.name);
  for (const each of asArray(item.not_compliant)) {
    const rule = asObject(member(each, 'Rule')) ?? asObject(each);
    const name = asString(rule?.name) ?? asString(member(rule, 'rule_name'));
    if (!rule || !name) continue;
    const places = new Set<string>();
    collectPlaces(rule.checks, places, 0);
    const said = asString(member(rule, 'messages', 'custom_message'));
    for (const place of places.size > 0 ? places : [undefined])
      yield result(name, 'fail', [file, place].filter((part) => part !== undefined).join('#'), said);
  }
  for (const [list, status] of [
    ['compliant', 'pass'],
    ['not_applicable', 'skipped'],
  ] as const)
    for (const each of asArray(item[list])) {
      const name = asString(each) ?? asString(member(each, 'Rule', 'name'));
      if (name) yield result(name, status, file ?? '', undefined);
    }
}

function result(name: string, status: ResultStatus, place: string, said: string | undefined): Result {
  return checkResult({
    id: oneLine(name, 250),
    status,
    location: place === '' ? undefined : oneLine(place, 300),
    message: said,
    aspect: 'deploy',
    declared: true,
  });
}

/** Names of the resources that checks speak of, from paths such as `/Resources/Bucket/Properties`. */
function collectPlaces(value: unknown, places: Set<string>, depth: number): void {
  if (depth > 40 || places.size >= 200 || typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const place =
      name === 'path' && typeof inner === 'string'
        ? /^\/Resources\/([^/]{1,255})/.exec(inner)?.[1]
        : undefined;
    if (place) places.add(place);
    // Below `value` stand the template's own properties.
    else if (name !== 'value' || asString(member(inner, 'path')) || asObject(member(inner, 'traversed_to')))
      collectPlaces(inner, places, depth + 1);
  }
}
