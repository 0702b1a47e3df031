import type { Document } from '../../formats/document.ts';
import { asArray, asNumber, asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { arnKey, cloudKey } from '../../records/key.ts';
import type { Reading, ResourceRef, Result } from '../../records/record.ts';
import { awsInstant } from '../shared/aws-answer.ts';
import { checkResult } from '../shared/check-result.ts';
import { imageRef } from '../shared/image.ts';
import { later } from '../shared/later.ts';
import { listed } from '../shared/listing.ts';
import { vulnerability } from '../shared/vulnerability.ts';

/**
 * Findings of Amazon Inspector (`inspector2 list-findings`, or one of them as EventBridge sends it), and what it
 * covers (`list-coverage`: when each resource was last scanned).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readInspector(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Amazon Inspector' } };
  const root = asObject(document.head.json);
  if (Array.isArray(root?.coveredResources)) {
    yield* readCoverage(document);
    return;
  }
  let latest: Instant | undefined;
  let count = 0;
  const place = Array.isArray(root?.findings) ? '/findings/*' : 'detail' in (root ?? {}) ? '/detail' : '';
  for await (const { pointer, item } of listed(document, [place])) {
    const results = item ? [...resultsOf(item)] : [];
    if (!item || results.length === 0) {
      yield {
        kind: 'problem',
        where: pointer,
        why: 'Expected a finding with a resource and what was found.',
      };
      continue;
    }
    const at = awsInstant(item.lastObservedAt) ?? awsInstant(item.updatedAt);
    latest = later(latest, at);
    count += 1;
    for (const result of results) yield { ...result, ...(at !== undefined && { at }) };
  }
  if (latest !== undefined)
    yield { kind: 'practice', aspect: 'patch', output: 'test', at: latest, note: `${count} findings` };
}

/** What Inspector scans by itself, with when it last did. */
async function* readCoverage(document: Document): AsyncGenerator<Reading> {
  for await (const { pointer, item } of listed(document, ['/coveredResources/*'])) {
    const id = asString(item?.resourceId);
    if (!item || !id) {
      yield { kind: 'problem', where: pointer, why: 'Expected a covered resource with a resourceId.' };
      continue;
    }
    const at = awsInstant(item.lastScannedAt);
    const subject = resourceOf({ id, type: item.resourceType });
    if (at === undefined || !subject) continue;
    yield {
      kind: 'practice',
      aspect: 'patch',
      output: 'test',
      at,
      subject,
      note: 'scanned by Amazon Inspector',
    };
  }
}

function* resultsOf(finding: Members): Generator<Result> {
  const status = finding.status === 'CLOSED' ? 'pass' : finding.status === 'SUPPRESSED' ? 'skipped' : 'fail';
  const severity = asString(finding.severity);
  const details = asObject(finding.packageVulnerabilityDetails);
  for (const each of asArray(finding.resources)) {
    const resource = resourceOf(asObject(each));
    if (!details) {
      const id = asString(finding.type);
      if (id)
        yield checkResult({
          id,
          title: asString(finding.title),
          status,
          severity,
          resource,
          aspect: 'patch',
          message: asString(finding.description),
        });
      continue;
    }
    for (const held of asArray(details.vulnerablePackages)) {
      const result = vulnerability({
        ids: [asString(details.vulnerabilityId) ?? ''],
        title: asString(finding.title),
        severity,
        score: asNumber(finding.inspectorScore),
        package: { name: asString(member(held, 'name')) ?? '', version: asString(member(held, 'version')) },
        fixed: asString(member(held, 'fixedInVersion')),
        resource,
        status,
      });
      if (result) yield result;
    }
  }
}

function resourceOf(resource: Members | undefined): ResourceRef | undefined {
  const id = asString(resource?.id);
  if (!id) return undefined;
  if (resource?.type === 'AWS_ECR_CONTAINER_IMAGE') {
    // arn:aws:ecr:REGION:ACCOUNT:repository/NAME/sha256:DIGEST
    const match = /^arn:[^:]+:ecr:([^:]+):(\d+):repository\/(.+)\/(sha256:[0-9a-f]{64})$/.exec(id);
    return match
      ? imageRef(`${match[2]}.dkr.ecr.${match[1]}.amazonaws.com/${match[3]}@${match[4]}`)
      : imageRef(id);
  }
  if (id.startsWith('arn:')) return { type: 'function', keys: [arnKey(id)], name: id };
  return { type: 'host', keys: [cloudKey('aws', id)], name: id };
}
