import type { Document } from '../../formats/document.ts';
import { asNumber, asObject, asString, type Members, member } from '../../formats/schema.ts';
import { cloudKey, hostKey } from '../../records/key.ts';
import type { Reading, ResourceRef, Result } from '../../records/record.ts';
import { awsInstant } from '../shared/aws-answer.ts';
import { listed } from '../shared/listing.ts';
import { severityOf } from '../shared/severity.ts';

/** How each list is read. */
const READERS: Readonly<Record<string, (item: Members) => Reading[]>> = {
  InstancePatchStates: patchState,
  ComplianceItems: complianceItem,
  InstanceInformationList: managed,
};

/**
 * What Systems Manager knows of instances: when each was last scanned or patched and what it lacks
 * (`describe-instance-patch-states`), single patches (`list-compliance-items`), and which it manages
 * (`describe-instance-information`).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readSsmPatch(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'AWS Systems Manager' } };
  const root = asObject(document.head.json) ?? {};
  const list = Object.keys(READERS).find((name) => name in root) ?? '';
  for await (const { pointer, item } of listed(document, [`/${list}/*`])) {
    const readings = item ? READERS[list]?.(item) : undefined;
    if (readings && readings.length > 0) yield* readings;
    else
      yield {
        kind: 'problem',
        where: pointer,
        why: 'Expected an instance with its id and a time, and patches as what it complies with.',
      };
  }
}

function patchState(item: Members): Reading[] {
  const subject = instance(item.InstanceId);
  const at = awsInstant(item.OperationEndTime) ?? awsInstant(item.OperationStartTime);
  if (!subject || at === undefined) return [];
  const missing = (asNumber(item.MissingCount) ?? 0) + (asNumber(item.FailedCount) ?? 0);
  const installed = item.Operation === 'Install';
  const result: Result = {
    kind: 'result',
    aspect: 'patch',
    rule: { id: 'aws-patch-baseline', title: 'Patches of the baseline are installed' },
    status: missing > 0 ? 'fail' : 'pass',
    severity: (asNumber(item.CriticalNonCompliantCount) ?? 0) > 0 ? 'critical' : 'high',
    resource: subject,
    at,
    message: `${missing} patches of the baseline are missing or failed`,
  };
  const note = installed ? 'patches were installed' : 'scanned for missing patches';
  return [result, { kind: 'practice', aspect: 'patch', output: 'test', at, subject, note }];
}

function complianceItem(item: Members): Reading[] {
  const subject = instance(item.ResourceId);
  const id = asString(item.Id);
  const at = awsInstant(member(item.ExecutionSummary, 'ExecutionTime'));
  if (!subject || !id || at === undefined || item.ComplianceType !== 'Patch') return [];
  const word = asString(item.Severity);
  const title = asString(item.Title);
  return [
    {
      kind: 'result',
      aspect: 'patch',
      rule: { id, ...(title && { title }) },
      status: item.Status === 'COMPLIANT' ? 'pass' : 'fail',
      severity: severityOf(word) ?? 'medium',
      ...(word && { toolSeverity: word }),
      resource: subject,
      at,
    },
    { kind: 'practice', aspect: 'patch', output: 'test', at, subject, note: 'scanned for missing patches' },
  ];
}

function managed(item: Members): Reading[] {
  const ref = instance(item.InstanceId);
  const at = awsInstant(item.LastPingDateTime);
  if (!ref || at === undefined) return [];
  const name = asString(item.ComputerName);
  const keys = name ? [...ref.keys, hostKey(name)] : ref.keys;
  return [{ kind: 'resource', ...ref, keys, ...(name && { name }), at }];
}

function instance(id: unknown): ResourceRef | undefined {
  const text = asString(id);
  return text ? { type: 'host', keys: [cloudKey('aws', text)], name: text } : undefined;
}
