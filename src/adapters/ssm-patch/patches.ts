import { asNumber, asString, type Members } from '../../formats/schema.ts';
import type { Reading, ResultStatus } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { awsInstant } from '../shared/aws-answer.ts';
import { checkResult } from '../shared/check-result.ts';
import { nodeRef } from './node.ts';

/** States of a patch (AWS Systems Manager User Guide, "Patch compliance state values"). */
const STATES: ReadonlyMap<string, ResultStatus> = new Map([
  ['Installed', 'pass'],
  ['InstalledOther', 'pass'],
  ['InstalledPendingReboot', 'fail'],
  ['InstalledRejected', 'fail'],
  ['Missing', 'fail'],
  ['Failed', 'fail'],
  ['AvailableSecurityUpdate', 'fail'],
  ['NotApplicable', 'skipped'],
]);

/** The outcome that a state of a patch is; undefined where it is no such state. */
export function patchStatus(state: string | undefined): ResultStatus | undefined {
  return STATES.get(state ?? '');
}

/** A node after a scan or an installation: whether it complies, and that it was looked at. */
export function patchState(item: Members): Reading[] | undefined {
  const id = asString(item.InstanceId);
  if (id === undefined) return undefined;
  const count = (name: string) => asNumber(item[name]) ?? 0;
  const at = awsInstant(item.OperationEndTime) ?? awsInstant(item.OperationStartTime);
  const when = at === undefined ? {} : { at };
  const missing = count('MissingCount');
  const failed = count('FailedCount');
  const waiting = count('InstalledPendingRebootCount');
  const rejected = count('InstalledRejectedCount');
  const open = missing + failed + waiting + rejected;
  const installed = asString(item.Operation) === 'Install';
  const reference = asString(item.SnapshotId);
  const subject = nodeRef(id);
  return [
    {
      ...checkResult({
        id: 'ssm:patch-compliance',
        title: 'Patches of the baseline are installed',
        status: open > 0 ? 'fail' : 'pass',
        usual: severityOfCounts(count('CriticalNonCompliantCount'), count('SecurityNonCompliantCount')),
        resource: subject,
        message: `${missing} missing, ${failed} failed, ${waiting} wait for a reboot, ${rejected} rejected`,
        aspect: 'patch',
      }),
      ...when,
    },
    {
      kind: 'practice',
      aspect: 'patch',
      output: 'test',
      ...when,
      subject,
      ...(reference && { reference }),
      note: installed ? 'installed patches of the baseline' : 'looked for missing patches',
    },
  ];
}

function severityOfCounts(critical: number, security: number): Severity {
  if (critical > 0) return 'critical';
  return security > 0 ? 'high' : 'medium';
}

/** One patch of a node that the answer does not name. */
export function patch(item: Members): Reading[] | undefined {
  const id = asString(item.KBId);
  const state = asString(item.State);
  const status = patchStatus(state);
  if (id === undefined || status === undefined) return undefined;
  return [patchResult(id, status, state, item)];
}

/** A patch as a result, from what a list of patches or of compliance items says of it. */
export function patchResult(
  id: string,
  status: ResultStatus,
  state: string | undefined,
  item: Members,
): Reading & { kind: 'result' } {
  const cves = asString(item.CVEIds);
  const classification = asString(item.Classification);
  return checkResult({
    id,
    title: asString(item.Title),
    status,
    severity: asString(item.Severity),
    // Where the vendor gives none (`Unspecified`).
    usual: /^security/i.test(classification ?? '') ? 'medium' : 'low',
    message: [state, classification, cves && `mends ${cves.replaceAll(',', ', ')}`]
      .filter(Boolean)
      .join('; '),
    aspect: 'patch',
  });
}
