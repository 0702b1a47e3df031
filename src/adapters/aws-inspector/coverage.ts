import { asInstant, asString, type Members, member } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { ResourceRef, Result, ResultStatus } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';
import { checkResult } from '../shared/check-result.ts';

/** What a sort of scan is evidence of; other analysis of code is a step of the build. */
const SCANS: Readonly<Record<string, AspectId>> = {
  PACKAGE: 'patch',
  NETWORK: 'configuration',
  CODE: 'cicd',
};

/** Reasons that are no fault: it waits, it is stopped, or people left it out. */
const LEFT_OUT =
  /^(PENDING_|SCAN_FREQUENCY_|SCAN_IN_PROGRESS$|EC2_INSTANCE_STOPPED$|RESOURCE_STOPPED$|EXCLUDED_BY_TAG$|IMAGE_ARCHIVED$)/;

/** What a row of `list-coverage` says. */
export interface Covered {
  readonly aspect: AspectId;
  readonly at: Instant | undefined;
  readonly result: Result;
}

/** Whether a resource is scanned; undefined where the row does not say for what. */
export function coveredBy(item: Members, resource: ResourceRef): Covered | undefined {
  const scan = asString(item.scanType) ?? '';
  const aspect = Object.hasOwn(SCANS, scan) ? SCANS[scan] : undefined;
  if (!aspect) return undefined;
  const status = statusOf(item);
  const at = asInstant(item.lastScannedAt, 'seconds');
  const result = checkResult({
    id: `inspector-coverage:${scan.toLowerCase()}`,
    title: `Amazon Inspector scans it (${scan.toLowerCase()})`,
    status,
    resource,
    aspect,
    message: asString(member(item.scanStatus, 'reason')),
    // What is not scanned is not reached.
    declared: status !== 'pass',
  });
  return { aspect, at, result: at === undefined ? result : { ...result, at } };
}

function statusOf(item: Members): ResultStatus {
  if (member(item.scanStatus, 'statusCode') === 'ACTIVE') return 'pass';
  return LEFT_OUT.test(asString(member(item.scanStatus, 'reason')) ?? '') ? 'skipped' : 'fail';
}

/** What is gone is listed for a while, and is no resource any more. */
export function isGone(item: Members): boolean {
  return member(item.scanStatus, 'reason') === 'RESOURCE_TERMINATED';
}

/** Tags of a covered resource, wherever its sort keeps them. */
export function coveredTags(item: Members): unknown {
  return (
    member(item.resourceMetadata, 'ec2', 'tags') ??
    member(item.resourceMetadata, 'lambdaFunction', 'functionTags')
  );
}
