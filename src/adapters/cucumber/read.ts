import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asInstant, asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { checkRun } from '../shared/check-run.ts';
import { scenarioResult, statusOf } from './scenario.ts';

/**
 * Scenarios as results, and the run as one practice for each aspect (Cucumber, "Reporting", json formatter;
 * behave, "Formatters", json). Features are read one at a time.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readFeatures(document: Document): AsyncGenerator<Reading> {
  const first = asObject(asArray(document.head.json)[0]);
  // behave says where a feature is, Cucumber its file.
  const name = first && 'location' in first && !('uri' in first) ? 'behave' : 'Cucumber';
  yield { kind: 'envelope', tool: { name } };
  const run = checkRun({ what: 'scenarios', aspect: 'cicd' });
  for await (const { pointer, value } of streamJson(document, ['/*'])) {
    const feature = asObject(value);
    if (!feature || (feature.elements !== undefined && !Array.isArray(feature.elements))) {
      yield { kind: 'problem', where: pointer, why: 'Expected a feature with elements.' };
      continue;
    }
    for (const reading of scenarios(feature, pointer)) {
      if (reading.kind === 'result') run.add(reading);
      yield reading;
    }
  }
  yield* run.practices();
}

function* scenarios(feature: Members, pointer: string): Generator<Reading> {
  const tags = tagsOf(feature.tags);
  const uri = asString(feature.uri) ?? asString(feature.location);
  // What a background says counts for the scenario that follows it.
  let before: (string | undefined)[] = [];
  for (const [index, each] of asArray(feature.elements).entries()) {
    const item = asObject(each);
    if (!item) {
      yield { kind: 'problem', where: `${pointer}/elements/${index}`, why: 'Expected a scenario.' };
      continue;
    }
    const words = stepWords(item);
    if (item.type === 'background') {
      before = words;
      continue;
    }
    const own = asString(item.status);
    // behave leaves out what a step that did not run said, and sums up in the scenario itself.
    const status = statusOf(own && !words.includes('failed') ? [own] : [...before, ...words]);
    before = [];
    yield scenarioResult({
      feature: asString(feature.name) ?? '',
      name: asString(item.name) ?? asString(item.id) ?? '',
      uri,
      tags: [...tags, ...tagsOf(item.tags)],
      status,
      at: asInstant(item.start_timestamp),
    });
  }
}

/** The words of the steps and of the hooks around them. */
function stepWords(item: Members): (string | undefined)[] {
  const around = [...asArray(item.before), ...asArray(item.after)].map((hook) =>
    asString(member(hook, 'result', 'status')),
  );
  const steps = asArray(item.steps).map((step) => asString(member(step, 'result', 'status')));
  // A hook that ran well says nothing of a scenario without steps.
  return steps.length === 0 ? around.filter((word) => word === 'failed') : [...around, ...steps];
}

/** `[{name: '@a'}]` or, in behave, `['a']`. */
function tagsOf(value: unknown): string[] {
  return asArray(value).flatMap((tag) => asString(tag) ?? asString(member(tag, 'name')) ?? []);
}
