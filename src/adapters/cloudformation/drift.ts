import { asArray, asNumber, asString, type Members, member } from '../../formats/schema.ts';
import type { Reading, ResultStatus } from '../../records/record.ts';
import { awsInstant } from '../shared/aws-answer.ts';
import { checkResult } from '../shared/check-result.ts';
import { deployedResource, stackRef } from './keys.ts';

/** Statuses of a resource and of a stack; one that was not looked at says nothing. */
const STATUSES: ReadonlyMap<string, ResultStatus> = new Map([
  ['IN_SYNC', 'pass'],
  ['MODIFIED', 'fail'],
  ['DELETED', 'fail'],
  ['DRIFTED', 'fail'],
  ['UNKNOWN', 'error'],
]);

/**
 * Whether a resource is still as the code has it. Of what differs only the paths are kept.
 * @param quiet the status stands beside other facts, so that its absence is no problem
 */
export function* driftOf(item: Members, pointer: string, quiet = false): Generator<Reading> {
  const type = asString(item.ResourceType);
  const word = asString(item.StackResourceDriftStatus);
  const physical = asString(item.PhysicalResourceId) ?? asString(item.LogicalResourceId);
  if (!type || !word || !physical) {
    if (!quiet)
      yield { kind: 'problem', where: pointer, why: 'Expected the drift of a resource with its type.' };
    return;
  }
  const status = STATUSES.get(word);
  if (!status) return;
  const stack = asString(item.StackId);
  const paths = asArray(item.PropertyDifferences).flatMap(
    (each) => asString(member(each, 'PropertyPath')) ?? [],
  );
  const at = awsInstant(item.LastCheckTimestamp) ?? awsInstant(item.Timestamp);
  yield {
    ...checkResult({
      id: 'cloudformation-drift',
      title: 'A deployed resource is as the code has it',
      status,
      aspect: 'deploy',
      // What is gone can be reached no more: only its place in the stack is named.
      ...(word === 'DELETED'
        ? { location: `${type}.${asString(item.LogicalResourceId) ?? physical}` }
        : { resource: deployedResource(type, physical, asString(item.LogicalResourceId), stack) }),
      message:
        status === 'fail'
          ? `${word}${paths.length > 0 ? `: ${paths.slice(0, 10).join(', ')}` : ''}`
          : undefined,
    }),
    ...(at !== undefined && { at }),
  };
}

/** How looking for a stack's drift ended (`describe-stack-drift-detection-status`). */
export function* detection(answer: Members): Generator<Reading> {
  const at = awsInstant(answer.Timestamp);
  const id = asString(answer.StackId);
  const subject = id ? stackRef(id) : undefined;
  const reference = asString(answer.StackDriftDetectionId);
  const extra = { ...(at !== undefined && { at }), ...(reference && { reference }) };
  if (answer.DetectionStatus === 'DETECTION_FAILED') {
    const title = 'The drift detection failed';
    yield {
      kind: 'event',
      type: 'failed-run',
      aspect: 'deploy',
      title,
      ...(subject && { resource: subject }),
      ...extra,
    };
    return;
  }
  if (answer.DetectionStatus !== 'DETECTION_COMPLETE') return;
  yield* stackDrift(asString(answer.StackDriftStatus), id, at, asNumber(answer.DriftedStackResourceCount));
  const note = 'Looked for drift of the stack';
  yield { kind: 'practice', aspect: 'deploy', output: 'test', ...(subject && { subject }), ...extra, note };
}

/** Whether a stack as a whole is as its template has it. */
export function* stackDrift(
  word: string | undefined,
  id: string | undefined,
  at: number | undefined,
  drifted?: number,
): Generator<Reading> {
  const status = STATUSES.get(word ?? '');
  if (!status) return;
  yield {
    ...checkResult({
      id: 'cloudformation-stack-drift',
      title: 'A stack is as its template has it',
      status,
      aspect: 'deploy',
      resource: id ? stackRef(id) : undefined,
      message: status === 'fail' && drifted ? `${drifted} resources drifted` : undefined,
    }),
    ...(at !== undefined && { at }),
  };
}
