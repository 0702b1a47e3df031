import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asBoolean, asObject, asString, type Members } from '../../formats/schema.ts';
import { otherKey } from '../../records/key.ts';
import type { Reading } from '../../records/record.ts';
import { ciRun } from '../shared/ci-run.ts';
import { oneLine } from '../shared/one-line.ts';
import { objectsOf } from '../shared/products.ts';
import { buildOf } from './build.ts';
import { isStageRun, stageRun } from './stage-run.ts';

/** Folders within folders. */
const DEEPEST = 10;
const LAST = ['lastCompletedBuild', 'lastSuccessfulBuild', 'lastFailedBuild', 'lastBuild'];
const ASK = 'Ask for it: ?tree=builds[number,result,timestamp,url,actions[causes[_class],remoteUrls]].';

/**
 * A job, a whole instance, builds, runs of pipelines with their stages, or the credentials of a store (Jenkins,
 * "Remote Access API"; Pipeline REST API and Credentials plugins). Parameters of builds and names of users inside credentials are never read.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readJenkins(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Jenkins' } };
  const root = asObject(document.head.json);
  // A list of jobs, one after the other; or one build by itself.
  if (!root) {
    for await (const { pointer, value } of streamJson(document, ['/*'])) yield* job(value, pointer, []);
    return;
  }
  if (('result' in root && 'number' in root) || isStageRun(root)) {
    for await (const { pointer, value } of streamJson(document, [''])) yield* job(value, pointer, []);
    return;
  }
  const name = nameOf(root);
  const list = Array.isArray(root.builds) ? '/builds/*' : '/allBuilds/*';
  let kept = 0;
  let seen = 0;
  let ended = 0;
  for await (const { pattern, pointer, value } of streamJson(document, ['/jobs/*', list, '/credentials/*'])) {
    if (pattern === '/jobs/*') yield* job(value, pointer, []);
    else if (pattern === '/credentials/*') {
      const secret = credential(value, pointer);
      if (secret) kept += 1;
      yield secret ?? { kind: 'problem', where: pointer, why: 'Expected a credential with its id.' };
    } else {
      seen += 1;
      const of = asObject(value);
      if (!of || 'result' in of) ended += 1;
      if (!of || 'result' in of) yield* build(value, pointer, name);
    }
  }
  if (kept > 0) yield credentialsKept(kept);
  if (name && ended === 0 && (seen > 0 || LAST.some((last) => last in root)))
    yield* withoutResults(root, name, '');
}

function nameOf(of: Members): string | undefined {
  return asString(of.fullName) ?? asString(of.name) ?? asString(of.displayName);
}

/** A job of a list, or a folder of jobs. */
function* job(value: unknown, pointer: string, folders: readonly string[]): Generator<Reading> {
  const of = asObject(value);
  if (!of) {
    yield { kind: 'problem', where: pointer, why: 'Expected a job.' };
    return;
  }
  if (isStageRun(of)) {
    yield* ciRun(stageRun(of));
    return;
  }
  if ('result' in of && 'number' in of) {
    yield* build(of, pointer, undefined);
    return;
  }
  const own = nameOf(of);
  if (!own) {
    yield { kind: 'problem', where: pointer, why: 'Expected a job with its name.' };
    return;
  }
  const name = asString(of.fullName) ?? [...folders, own].join('/');
  for (const [index, inner] of objectsOf(of.jobs).entries()) {
    if (folders.length < DEEPEST) yield* job(inner, `${pointer}/jobs/${index}`, [...folders, own]);
  }
  const list = Array.isArray(of.builds) ? 'builds' : 'allBuilds';
  const builds = objectsOf(of[list]);
  let ended = 0;
  for (const [index, one] of builds.entries()) {
    if (!('result' in one)) continue;
    ended += 1;
    yield* build(one, `${pointer}/${list}/${index}`, name);
  }
  if (ended === 0 && (builds.length > 0 || LAST.some((last) => last in of)))
    yield* withoutResults(of, name, pointer);
}

function* build(value: unknown, pointer: string, name: string | undefined): Generator<Reading> {
  const of = asObject(value);
  const run = of && buildOf(of, name);
  if (!run) {
    yield { kind: 'problem', where: pointer, why: 'Expected a build with its result.' };
  } else if (run.outcome && run.at === undefined) {
    yield { kind: 'problem', where: pointer, why: `The build does not say when it ran. ${ASK}` };
  } else yield* ciRun(run);
}

/** A job whose list has no results: its last builds may have, else it is only known to be there. */
function* withoutResults(of: Members, name: string, pointer: string): Generator<Reading> {
  const numbers = new Set<unknown>();
  for (const last of LAST) {
    const one = asObject(of[last]);
    if (!one || !('result' in one) || numbers.has(one.number)) continue;
    numbers.add(one.number);
    yield* build(one, `${pointer}/${last}`, name);
  }
  if (numbers.size > 0) return;
  yield { kind: 'problem', where: pointer, why: `No build says how and when it ended. ${ASK}` };
  if (asBoolean(of.buildable) === false || asString(of.color) === 'disabled') return;
  yield {
    kind: 'practice',
    aspect: 'cicd',
    output: 'test',
    declared: true,
    note: `Jenkins job ${oneLine(name, 80)} is configured`,
  };
}

/** That a credential exists. Its display name and description quote user names, and its fingerprint its uses. */
function credential(value: unknown, pointer: string): Reading | undefined {
  const of = asObject(value);
  // Older answers are an object whose members' names are the ids.
  const id = asString(of?.id) ?? asString(of?.fullName)?.split('/').at(-1) ?? pointer.split('/').at(-1);
  if (!of || !id || (!('typeName' in of) && !('id' in of) && !('fullName' in of))) return undefined;
  const type = asString(of.typeName);
  return {
    kind: 'resource',
    type: 'secret',
    keys: [otherKey('jenkins-credential', asString(of.fullName) ?? id)],
    name: id,
    ...(type && { tags: { type } }),
  };
}

function credentialsKept(count: number): Reading {
  return {
    kind: 'practice',
    aspect: 'secrets',
    output: 'test',
    declared: true,
    note: `Jenkins keeps ${count} ${count === 1 ? 'credential' : 'credentials'} in its store`,
  };
}
