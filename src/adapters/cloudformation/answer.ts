import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asObject, asString, type Members } from '../../formats/schema.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { accountOfArn } from '../shared/arn.ts';
import { awsInstant, awsItems } from '../shared/aws-answer.ts';
import { later } from '../shared/later.ts';
import { detection, driftOf } from './drift.ts';
import { deployedResource, stackRef } from './keys.ts';
import { limitResults } from './limits.ts';
import { isDetection } from './shape.ts';
import { stackReadings } from './stack.ts';

/** Lists of answers, with a member that each element has and that no other service's list of that name has. */
export const LISTS: readonly (readonly [list: string, member: string])[] = [
  ['Stacks', 'StackStatus'],
  ['StackSummaries', 'StackStatus'],
  ['StackResourceSummaries', 'LogicalResourceId'],
  ['StackResources', 'LogicalResourceId'],
  ['StackResourceDrifts', 'StackResourceDriftStatus'],
];

/** What was counted of a stack's resources. */
interface Held {
  count: number;
  at: number | undefined;
  ref: ResourceRef | undefined;
}

/**
 * Stacks, their resources and their drift, as the command line answers (AWS CloudFormation API Reference: Stack,
 * StackSummary, StackResource, StackResourceSummary, StackResourceDrift). Parameters, outputs and values of
 * properties are never read, for they may hold secrets.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAnswer(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'AWS CloudFormation' } };
  if (isDetection(document.head)) {
    yield* single(document);
    return;
  }
  const accounts = accountsOnce();
  const stacks = new Map<string, Held>();
  const names = LISTS.map(([list]) => list);
  for await (const { list, pointer, item } of awsItems(document, names)) {
    if (!item) {
      yield { kind: 'problem', where: pointer, why: 'Expected an object.' };
      continue;
    }
    const stack = asString(item.StackId);
    yield* accounts(accountOfArn(stack));
    if (list === 'Stacks' || list === 'StackSummaries') yield* stackReadings(item, pointer);
    else if (list === 'StackResourceDrifts') yield* driftOf(item, pointer);
    else yield* held(item, pointer, stack, stacks);
  }
  for (const { count, at, ref } of stacks.values()) {
    yield* limitResults({ Resources: count }, ref, false);
    yield {
      kind: 'practice',
      aspect: 'deploy',
      output: 'test',
      ...(at !== undefined && { at }),
      ...(ref && { subject: ref }),
      note: `${count} resources in the stack`,
    };
  }
}

/** An answer that is one object: the drift of one resource, or how the detection of a stack's drift ended. */
async function* single(document: Document): AsyncGenerator<Reading> {
  for await (const { value } of streamJson(document, [''])) {
    const root = asObject(value) ?? {};
    const answer = 'status_code' in root ? (asObject(root.data) ?? {}) : root;
    const drift = asObject(answer.StackResourceDrift);
    yield* accountsOnce()(accountOfArn(asString(drift?.StackId) ?? asString(answer.StackId)));
    if (drift) yield* driftOf(drift, '/StackResourceDrift');
    else yield* detection(answer);
  }
}

/** A resource that a stack holds: code deployed it. */
function* held(
  item: Members,
  pointer: string,
  stack: string | undefined,
  stacks: Map<string, Held>,
): Generator<Reading> {
  const type = asString(item.ResourceType);
  const status = asString(item.ResourceStatus) ?? '';
  if (!type) {
    yield { kind: 'problem', where: pointer, why: 'Expected a resource with a ResourceType.' };
    return;
  }
  // What was deleted, or never came to be, has nothing that could be reached.
  const physical = asString(item.PhysicalResourceId);
  if (/^DELETE_COMPLETE|^CREATE_FAILED/.test(status)) return;
  const at = awsInstant(item.LastUpdatedTimestamp) ?? awsInstant(item.Timestamp);
  const key = stack ?? asString(item.StackName) ?? '';
  const before = stacks.get(key) ?? { count: 0, at: undefined, ref: stack ? stackRef(stack) : undefined };
  before.count += 1;
  before.at = later(before.at, at);
  stacks.set(key, before);
  if (!physical) return;
  const account = accountOfArn(stack) ?? accountOfArn(physical);
  yield {
    kind: 'resource',
    ...deployedResource(type, physical, asString(item.LogicalResourceId), stack),
    reaches: ['deploy'],
    ...(account && { account }),
    ...(at !== undefined && { at }),
  };
  if (asObject(item.DriftInformation))
    yield* driftOf({ ...item, ...asObject(item.DriftInformation) }, pointer, true);
}
