import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asObject, asText } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { checkRun } from '../shared/check-run.ts';
import { aspectOf, controlResult } from './control.ts';

/** The tests of one control, which follow one another. */
interface Group {
  readonly id: string;
  readonly profile: string;
  readonly results: unknown[];
}

/** `json-min`: one entry a test, with neither time, title nor impact. */
export async function* readMinimal(document: Document): AsyncGenerator<Reading> {
  let version: string | undefined;
  for await (const { value } of streamJson(document, ['/version'])) version = asText(value);
  yield { kind: 'envelope', tool: { name: 'InSpec', ...(version && { version }) } };
  const tally = checkRun({ what: 'controls' });
  let group: Group | undefined;
  const close = ({ id, profile, results }: Group) => {
    const result = controlResult({ id, item: { results }, aspect: aspectOf(profile) });
    tally.add(result);
    return result;
  };
  for await (const { pointer, value } of streamJson(document, ['/controls/*'])) {
    const item = asObject(value);
    const id = asText(item?.id);
    if (!item || !id) {
      yield { kind: 'problem', where: pointer, why: 'Expected a control with an id.' };
      continue;
    }
    const profile = asText(item.profile_id) ?? '';
    if (group && (group.id !== id || group.profile !== profile)) {
      yield close(group);
      group = undefined;
    }
    group ??= { id, profile, results: [] };
    group.results.push({ status: item.status, backtrace: item.backtrace });
  }
  if (group) yield close(group);
  yield* tally.practices();
}
