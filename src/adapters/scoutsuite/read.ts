import { behind } from '../../formats/behind.ts';
import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import {
  asArray,
  asNumber,
  asObject,
  asString,
  asStrings,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { Reading, Result, ResultStatus } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { checkResult } from '../shared/check-result.ts';
import { controlId } from '../shared/control-id.ts';
import { oneLine } from '../shared/one-line.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { type Run, runOf } from './run.ts';
import { type Named, namesOf, placeOf, thingAt } from './things.ts';

/** What the results begin with as JavaScript: one assignment, and then JSON. */
export const ASSIGNMENT = /^\s*scoutsuite_results\s*=[^\S\n]*(?:\r?\n)?/;

const FINDINGS = '/services/*/findings/*';

/**
 * What rules flagged in a cloud account (Scout Suite 5, `scoutsuite_results_*.js`). What is flagged is named by
 * its path in the results, so that its ARN and name are looked up there.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readScoutSuite(document: Document): AsyncGenerator<Reading> {
  const lead = ASSIGNMENT.exec(document.head.text)?.[0].length ?? 0;
  const results = lead > 0 ? behind(document, lead) : document;
  const run = await runOf(results);
  yield {
    kind: 'envelope',
    tool: { name: 'Scout Suite', ...(run.version && { version: run.version }) },
    ...(run.at !== undefined && { at: run.at }),
    ...(run.target && { target: run.target }),
    ...(run.whole && { complete: true }),
  };
  yield* accountsOnce()(run.target?.keys[0]);
  const names = await namesOf(results, run.templates);
  let count = 0;
  for await (const { pointer, value } of streamJson(results, [FINDINGS])) {
    const finding = asObject(value);
    if (!finding || asNumber(finding.checked_items) === undefined) {
      yield { kind: 'problem', where: pointer, why: 'Expected a rule with what it checked.' };
      continue;
    }
    for (const result of resultsOf(pointer, finding, run, names)) {
      count += 1;
      yield result;
    }
  }
  if (count > 0) yield scanPractice('configuration', count, 'checks');
}

function* resultsOf(
  pointer: string,
  finding: Members,
  run: Run,
  names: ReadonlyMap<string, Named>,
): Generator<Result> {
  const id = oneLine(pointer.split('/').at(-1) ?? '', 200);
  const flagged = asStrings(finding.items);
  if (flagged.length === 0) {
    const checked = asNumber(finding.checked_items) ?? 0;
    yield check(id, finding, checked > 0 ? 'pass' : 'skipped');
    return;
  }
  const template = asString(finding.display_path) ?? asString(finding.path) ?? '';
  for (const item of flagged) {
    const { pointer: place, rest } = placeOf(item, template);
    yield {
      ...check(id, finding, 'fail'),
      resource: thingAt(place, template, names.get(place), run),
      ...(rest !== '' && { location: oneLine(rest, 200) }),
    };
  }
}

function check(id: string, finding: Members, status: ResultStatus): Result {
  const level = asString(finding.level);
  return checkResult({
    id,
    title: asString(finding.description),
    status,
    severity: level,
    usual: level === 'danger' ? 'high' : 'medium',
    controls: asArray(finding.compliance).flatMap((each) => {
      const name = asString(member(each, 'name'));
      const reference = asString(member(each, 'reference'));
      return name && reference ? [controlId(name, reference)] : [];
    }),
  });
}
