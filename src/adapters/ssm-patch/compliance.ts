import { asNumber, asObject, asString, type Members, member } from '../../formats/schema.ts';
import { otherKey } from '../../records/key.ts';
import type { Reading, ResourceRef, ResultStatus } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';
import { awsInstant } from '../shared/aws-answer.ts';
import { checkResult, checkStatus } from '../shared/check-result.ts';
import { nodeRef } from './node.ts';
import { patchResult, patchStatus } from './patches.ts';

/** What items and summaries have in common. */
interface Compliance {
  type: string;
  aspect: AspectId;
  status: ResultStatus;
  resource: ResourceRef;
  /** When it was looked at. */
  when: { at?: number };
}

function complianceOf(item: Members): Compliance | undefined {
  const type = asString(item.ComplianceType);
  const id = asString(item.ResourceId);
  const status = checkStatus(asString(item.Status));
  if (!type || !id || !status) return undefined;
  const node = asString(item.ResourceType) === 'ManagedInstance' || /^m?i-/.test(id);
  const at = awsInstant(member(item.ExecutionSummary, 'ExecutionTime'));
  return {
    type,
    aspect: type === 'Patch' ? 'patch' : 'configuration',
    status,
    resource: node ? nodeRef(id) : { type: 'other', keys: [otherKey('ssm', id)], name: id },
    when: at === undefined ? {} : { at },
  };
}

/** One patch, association or custom item of a node. */
export function complianceItem(item: Members): Reading[] | undefined {
  const known = complianceOf(item);
  if (!known) return undefined;
  const { type, aspect, resource, when } = known;
  const details = asObject(item.Details) ?? {};
  const state = asString(details.PatchState);
  const status = patchStatus(state) ?? known.status;
  const id = asString(item.Id) ?? asString(details.DocumentName) ?? type;
  const result =
    aspect === 'patch'
      ? patchResult(id, status, state, { ...details, Title: item.Title, Severity: item.Severity })
      : checkResult({
          id: `ssm:${asString(details.DocumentName) ?? id}`,
          title: asString(item.Title),
          status,
          severity: asString(item.Severity),
          // One document can be associated with a node several times.
          location: asString(item.Id),
        });
  return [{ ...result, resource, ...when }, looked(known)];
}

/** All that one node's items of a type come to. */
export function complianceSummary(item: Members): Reading[] | undefined {
  const known = complianceOf(item);
  if (!known) return undefined;
  const { type, aspect, status, resource, when } = known;
  const open = asNumber(member(item.NonCompliantSummary, 'NonCompliantCount')) ?? 0;
  const fine = asNumber(member(item.CompliantSummary, 'CompliantCount')) ?? 0;
  const result = checkResult({
    id: `ssm:${type.toLowerCase()}-compliance`,
    title: `${type}: the node complies`,
    status,
    severity: status === 'fail' ? asString(item.OverallSeverity) : undefined,
    resource,
    message: `${open} do not comply, ${fine} do`,
    aspect,
  });
  return [{ ...result, ...when }, looked(known)];
}

function looked({ type, aspect, resource, when }: Compliance): Reading {
  return {
    kind: 'practice',
    aspect,
    output: 'test',
    ...when,
    subject: resource,
    note: `compliance looked at: ${type}`,
  };
}
