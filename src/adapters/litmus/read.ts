import type { Document } from '../../formats/document.ts';
import { asArray, asInstant, asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { serviceKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { drill } from '../shared/drill.ts';
import { manifests } from '../shared/manifests.ts';

/**
 * Results and engines (LitmusChaos documentation, "ChaosResult" and "ChaosEngine").
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readLitmus(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'LitmusChaos' } };
  for await (const { where, item } of manifests(document)) {
    const kind = asString(item?.kind);
    if (kind?.endsWith('List')) continue; // a list without elements
    if (item && kind === 'ChaosResult') yield* result(item, where);
    else if (item && kind === 'ChaosEngine') yield* engine(item);
    else if (!kind) yield { kind: 'problem', where, why: 'Expected an object with its kind.' };
  }
}

/** What a verdict says; undefined where there is none yet. */
function survived(value: unknown): boolean | undefined {
  const verdict = asString(value)?.toLowerCase() ?? '';
  if (/^pass(ed)?$/.test(verdict)) return true;
  return /^(fail(ed)?|error|stopped)$/.test(verdict) ? false : undefined;
}

function* result(item: Members, where: string): Generator<Reading> {
  const status = asObject(item.status);
  // Older versions write it in lower case, and the first ones as what is specified.
  const ended =
    asObject(status?.experimentStatus) ??
    asObject(status?.experimentstatus) ??
    asObject(member(item, 'spec', 'experimentstatus'));
  const outcome = survived(ended?.verdict);
  const name = asString(member(item, 'metadata', 'name'));
  if (!name) yield { kind: 'problem', where, why: 'Expected the name of the result.' };
  if (outcome === undefined || !name) return;
  const at = changed(item);
  const title = asString(member(item, 'spec', 'experiment')) ?? name;
  const [first, ...more] = targets(asObject(status?.history));
  yield* drill({
    of: first,
    at,
    survived: outcome,
    title,
    reference: name,
  });
  for (const each of more) {
    yield {
      kind: 'resource',
      ...each,
      ...(at !== undefined && { at }),
      ...(outcome && { reaches: ['resiliency'] }),
    };
  }
}

/** The workloads that were hit; one that was merely looked at was not. */
function targets(history: Members | undefined): ResourceRef[] {
  const found: ResourceRef[] = [];
  for (const element of asArray(history?.targets)) {
    const target = asObject(element);
    const name = asString(target?.name);
    if (
      !name ||
      !/^(deployment|statefulset|daemonset|rollout|deploymentconfig)$/i.test(asString(target?.kind) ?? '')
    )
      continue;
    found.push({ type: 'service', keys: [serviceKey(name)], name });
  }
  return found;
}

function changed(item: Members): Instant | undefined {
  let at = asInstant(member(item, 'metadata', 'creationTimestamp'));
  for (const element of asArray(member(item, 'metadata', 'managedFields'))) {
    const time = asInstant(asObject(element)?.time);
    if (time !== undefined) at = Math.max(at ?? time, time);
  }
  return at;
}

function* engine(item: Members): Generator<Reading> {
  const label = asString(member(item, 'spec', 'appinfo', 'applabel'));
  const name = /=\s*([^,\s]+)/.exec(label ?? '')?.[1];
  const of: ResourceRef | undefined = name ? { type: 'service', keys: [serviceKey(name)], name } : undefined;
  for (const element of asArray(member(item, 'status', 'experiments'))) {
    const one = asObject(element);
    const outcome = survived(one?.verdict);
    if (!one || outcome === undefined) continue;
    yield* drill({
      of,
      at: asInstant(one.lastUpdateTime),
      survived: outcome,
      title: asString(one.name) ?? 'an experiment without a name',
      reference: asString(member(item, 'metadata', 'name')),
    });
  }
}
