import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asNumber, asObject, asString, asText, type Members, member } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading } from '../../records/record.ts';
import { checkRun } from '../shared/check-run.ts';
import { scenarioResult, statusOf } from './scenario.ts';

const KINDS = [
  'meta',
  'gherkinDocument',
  'pickle',
  'testCase',
  'testRunStarted',
  'testCaseStarted',
  'testStepFinished',
  'testCaseFinished',
  'testRunFinished',
];

/** Whether it is one of Cucumber's messages: an object with one member that names its kind. */
export function isMessage(value: unknown): boolean {
  const item = asObject(value);
  if (!item) return false;
  const meta = asObject(item.meta);
  if (meta) return 'protocolVersion' in meta;
  return Object.keys(item).length === 1 && KINDS.slice(1).some((kind) => asObject(item[kind]) !== undefined);
}

/** What is kept of a scenario until it has run. */
interface Pickle {
  name: string;
  uri: string | undefined;
  tags: string[];
}

interface Attempt {
  pickle: Pickle;
  at: Instant | undefined;
  words: string[];
}

/**
 * Cucumber messages (cucumber/messages, one JSON value a line). Of a scenario that was tried again, its last
 * attempt counts.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readMessages(document: Document): AsyncGenerator<Reading> {
  const meta = asArray(document.head.json).find((each) => asObject(member(each, 'meta')));
  const version = asText(member(meta, 'meta', 'implementation', 'version'));
  yield { kind: 'envelope', tool: { name: 'Cucumber', ...(version && { version }) } };
  const features = new Map<string, string>();
  const pickles = new Map<string, Pickle>();
  const cases = new Map<string, string>();
  const attempts = new Map<string, Attempt>();
  const run = checkRun({ what: 'scenarios', aspect: 'cicd' });
  for await (const { pointer, value } of streamJson(document, ['/*'])) {
    const item = asObject(value);
    if (!item) {
      yield { kind: 'problem', where: pointer, why: 'Expected a message.' };
      continue;
    }
    keepFeature(asObject(item.gherkinDocument), features);
    keepPickle(asObject(item.pickle), pickles);
    const testCase = asObject(item.testCase);
    if (testCase) cases.set(asString(testCase.id) ?? '', asString(testCase.pickleId) ?? '');
    startAttempt(asObject(item.testCaseStarted), cases, pickles, attempts);
    const step = asObject(item.testStepFinished);
    const word = asString(member(step, 'testStepResult', 'status'));
    if (step && word) attempts.get(asString(step.testCaseStartedId) ?? '')?.words.push(word.toLowerCase());
    const finished = asObject(item.testCaseFinished);
    if (finished) {
      const id = asString(finished.testCaseStartedId) ?? '';
      const attempt = attempts.get(id);
      attempts.delete(id);
      if (!attempt || finished.willBeRetried === true) continue;
      const { pickle, at, words } = attempt;
      const feature = features.get(pickle.uri ?? '') ?? '';
      const result = scenarioResult({ ...pickle, feature, status: statusOf(words), at });
      run.add(result);
      yield result;
    }
  }
  yield* run.practices();
}

function keepFeature(item: Members | undefined, features: Map<string, string>): void {
  const name = asString(member(item, 'feature', 'name'));
  if (item && name) features.set(asString(item.uri) ?? '', name);
}

function keepPickle(item: Members | undefined, pickles: Map<string, Pickle>): void {
  const id = asString(item?.id);
  if (!item || !id) return;
  pickles.set(id, {
    name: asString(item.name) ?? '',
    uri: asString(item.uri),
    tags: asArray(item.tags).flatMap((tag) => asString(member(tag, 'name')) ?? []),
  });
}

function startAttempt(
  item: Members | undefined,
  cases: ReadonlyMap<string, string>,
  pickles: ReadonlyMap<string, Pickle>,
  attempts: Map<string, Attempt>,
): void {
  const pickle = pickles.get(cases.get(asString(item?.testCaseId) ?? '') ?? '');
  const id = asString(item?.id);
  if (item && id && pickle) attempts.set(id, { pickle, at: timeOf(item.timestamp), words: [] });
}

function timeOf(value: unknown): Instant | undefined {
  const seconds = asNumber(member(value, 'seconds'));
  if (seconds === undefined) return undefined;
  const instant = Math.trunc(seconds * 1000 + (asNumber(member(value, 'nanos')) ?? 0) / 1e6);
  return Math.abs(instant) <= 8.64e15 ? instant : undefined;
}
