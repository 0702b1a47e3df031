import type { Document } from '../../formats/document.ts';
import type { Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { awsItems } from '../shared/aws-answer.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { complianceItem, complianceSummary } from './compliance.ts';
import { managedNode } from './node.ts';
import { patch, patchState } from './patches.ts';

/** Lists of the answers, each with a member that its elements have. */
export const LISTS = [
  ['InstancePatchStates', 'BaselineId'],
  ['Patches', 'KBId'],
  ['ComplianceItems', 'ComplianceType'],
  ['ResourceComplianceSummaryItems', 'ComplianceType'],
  ['InstanceInformationList', 'PingStatus'],
] as const;

/** How an element of each list is read; nothing where it says too little. */
const READERS: Readonly<Record<string, (item: Members) => Reading[] | undefined>> = {
  InstancePatchStates: patchState,
  Patches: patch,
  ComplianceItems: complianceItem,
  ResourceComplianceSummaryItems: complianceSummary,
  InstanceInformationList: managedNode,
};

/**
 * Patches and compliance of managed nodes (AWS Systems Manager API Reference: InstancePatchState,
 * PatchComplianceData, ComplianceItem, ResourceComplianceSummaryItem, InstanceInformation).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readSsmPatch(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'AWS Systems Manager' } };
  const told = new Set<string>();
  let patches = 0;
  let toInstall = 0;
  let nodes = 0;
  for await (const { list, pointer, item } of awsItems(document, Object.keys(READERS))) {
    const readings = item && READERS[list]?.(item);
    if (!readings) {
      yield {
        kind: 'problem',
        where: pointer,
        why: 'Expected an element that names its node, patch or status.',
      };
      continue;
    }
    if (list === 'InstanceInformationList') nodes += 1;
    for (const reading of readings) {
      if (list === 'Patches' && reading.kind === 'result') {
        patches += 1;
        if (reading.status === 'fail') toInstall += 1;
      }
      // Each item of one execution would tell of the same practice.
      if (reading.kind === 'practice') {
        const key = JSON.stringify([reading.aspect, reading.at, reading.subject?.keys]);
        if (told.has(key)) continue;
        told.add(key);
      }
      yield reading;
    }
  }
  if (patches > 0) yield scanPractice('patch', toInstall, 'patches to install');
  if (nodes > 0)
    yield { kind: 'practice', aspect: 'inventory', output: 'test', note: `${nodes} managed nodes listed` };
}
