import {
  asArray,
  asInstant,
  asObject,
  asString,
  asText,
  type Members,
  member,
} from '../../formats/schema.ts';
import { repositoryKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { oneLine } from '../shared/one-line.ts';

/**
 * Provenance (SLSA 0.1, 0.2 and 1): a build ran. It was made by a machine, and anyone can write one down, so that
 * without its signature it is semi-automated at most.
 */
export function* provenance(predicate: Members, subject: ResourceRef | undefined): Generator<Reading> {
  const definition = asObject(predicate.buildDefinition);
  const metadata = asObject(member(predicate, 'runDetails', 'metadata')) ?? asObject(predicate.metadata);
  const at =
    asInstant(metadata?.finishedOn) ??
    asInstant(metadata?.startedOn) ??
    asInstant(metadata?.buildFinishedOn) ??
    asInstant(metadata?.buildStartedOn);
  const builder =
    asString(member(predicate, 'runDetails', 'builder', 'id')) ??
    asString(member(predicate, 'builder', 'id'));
  const reference =
    asText(metadata?.invocationId) ??
    asText(metadata?.buildInvocationId) ??
    asText(metadata?.buildInvocationID);
  const source = definition ? sourceOf(definition) : firstSource(predicate);
  const repository: ResourceRef | undefined = source
    ? { type: 'repository', keys: [repositoryKey(source)], name: source }
    : undefined;
  const ref = repository ?? subject;
  yield { kind: 'envelope', tool: { name: 'SLSA provenance' }, ...(at !== undefined && { at }) };
  // What names neither a builder nor a time tells of no build.
  if (builder === undefined && at === undefined) return;
  yield {
    kind: 'practice',
    aspect: 'cicd',
    output: 'test',
    automation: 'semi',
    ...(ref && { subject: ref }),
    ...(reference && { reference: plain(reference) }),
    note: `built by ${plain(builder ?? 'an unnamed builder')}`,
  };
}

/** Where the code came from: GitHub's and GitLab's parameters, else the first dependency that is a repository. */
function sourceOf(definition: Members): string | undefined {
  const given =
    asString(member(definition, 'externalParameters', 'workflow', 'repository')) ??
    asString(member(definition, 'externalParameters', 'source')) ??
    asString(member(definition, 'externalParameters', 'source', 'uri')) ??
    asString(member(definition, 'externalParameters', 'configSource', 'uri'));
  const uris = asArray(definition.resolvedDependencies).map((each) => asString(member(each, 'uri')));
  return [given, ...uris].map(address).find((each) => each !== undefined);
}

function firstSource(predicate: Members): string | undefined {
  const uris = [
    asString(member(predicate, 'invocation', 'configSource', 'uri')),
    ...asArray(predicate.materials).map((each) => asString(member(each, 'uri'))),
  ];
  return uris.map(address).find((each) => each !== undefined);
}

/** `git+https://github.com/owner/name@refs/heads/main` as `github.com/owner/name`. */
function address(uri: string | undefined): string | undefined {
  const match = /^(?:git\+)?(?:https?|ssh|git):\/\/(?:[^/@]*@)?([\w.-]+(?::\d+)?\/[\w.~/-]+)/.exec(uri ?? '');
  const path = match?.[1]?.replace(/\.git$/, '').replace(/(?<!\/)\/+$/, '');
  return path && path.split('/').length >= 3 && !/\.(tgz|tar|gz|zip|whl|jar)$/i.test(path) ? path : undefined;
}

/** Without what follows a question mark, which may be a token. */
function plain(text: string): string {
  return oneLine(text.replace(/[?#].*$/s, '').replace(/^(https?:\/\/)[^/@]*@/, '$1'), 200);
}
