import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import {
  asArray,
  asInstant,
  asNumber,
  asObject,
  asString,
  asStrings,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { Reading, ResourceRef, ResultStatus } from '../../records/record.ts';
import { checkResult } from '../shared/check-result.ts';
import { imageRef } from '../shared/image.ts';
import { listed } from '../shared/listing.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { advisoryIds, vulnerability } from '../shared/vulnerability.ts';

const HEAD = ['/source', '/descriptor/name', '/descriptor/version', '/descriptor/timestamp'] as const;
const ROWS = ['/matches/*', '/ignoredMatches/*', '/alertsByPackage/*'] as const;

/**
 * Vulnerable packages of an image, folder or bill of materials (Grype, `-o json`). What is only configured, such as
 * the credentials of registries, is never read.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readGrype(document: Document): AsyncGenerator<Reading> {
  yield await envelopeOf(document);
  const components = new Set<string>();
  const alerts = new Set<string>();
  let count = 0;
  for await (const { pattern, pointer, item } of listed(document, ROWS)) {
    if (pattern === '/alertsByPackage/*') {
      for (const alert of alertsOf(item ?? {}, alerts)) yield alert;
      continue;
    }
    const ignored = pattern === '/ignoredMatches/*';
    const found = item && matched(item, ignored ? ignoredStatus(item) : 'fail');
    if (!found) {
      yield { kind: 'problem', where: pointer, why: 'Expected a match with a vulnerability that has an id.' };
      continue;
    }
    const component = componentOf(asObject(item.artifact) ?? {}, components);
    if (component) yield component;
    if (!ignored) count += 1;
    yield found;
  }
  yield scanPractice('patch', count, 'vulnerabilities');
}

/** It stands behind the matches, so that the document is read once for it. */
async function envelopeOf(document: Document): Promise<Reading> {
  const head: Record<string, unknown> = Object.create(null);
  for await (const { pattern, value } of streamJson(document, HEAD)) head[pattern] = value;
  const version = asString(head['/descriptor/version']);
  const at = asInstant(head['/descriptor/timestamp']);
  const target = targetOf(head['/source']);
  return {
    kind: 'envelope',
    tool: { name: 'Grype', ...(version && version !== '[not provided]' && { version }) },
    ...(at !== undefined && { at }),
    ...(target && { target }),
    complete: true,
  };
}

/** An image; a folder or file is another one on each machine. */
function targetOf(source: unknown): ResourceRef | undefined {
  if (member(source, 'type') !== 'image') return undefined;
  const target = asObject(member(source, 'target'));
  const input = asString(target?.userInput) ?? '';
  const tag = asStrings(target?.tags)[0];
  const isFile = /^(docker-archive|oci-archive|oci-dir|singularity):|^[./]|\.(tar|sif)$/.test(input);
  // A scheme says where the image is kept; `docker:20` and `registry:2` are images themselves.
  const reference = input.replace(/^(docker|podman|containerd|registry):(?=[^:/]+[:/])/, '');
  return imageRef(
    isFile ? tag : reference || tag,
    ...asStrings(target?.repoDigests),
    asString(target?.manifestDigest),
  );
}

function matched(item: Members, status: ResultStatus): Reading | undefined {
  const found = asObject(item.vulnerability);
  const artifact = asObject(item.artifact);
  const name = asString(artifact?.name);
  const scores = [...asArray(found?.cvss), ...asArray(item.relatedVulnerabilities).flatMap(cvssOf)].flatMap(
    (cvss) => asNumber(member(cvss, 'metrics', 'baseScore')) ?? [],
  );
  const score = scores.length > 0 ? Math.max(...scores) : undefined;
  const word = asString(found?.severity);
  return vulnerability({
    ids: advisoryIds(
      asString(found?.id),
      asArray(item.relatedVulnerabilities).flatMap((each) => asString(member(each, 'id')) ?? []),
    ),
    title: asString(found?.description),
    // Where nobody rates it in words, a score says more than `Unknown`.
    severity: word === 'Unknown' && score !== undefined ? undefined : word,
    score,
    package: name
      ? { name, version: asString(artifact?.version), purl: asString(artifact?.purl) }
      : undefined,
    fixed: asStrings(member(found, 'fix', 'versions')).join(', '),
    status,
  });
}

function cvssOf(related: unknown): readonly unknown[] {
  return asArray(member(related, 'cvss'));
}

/** What a rule of people or VEX left out is open no more; what VEX calls fixed passes. */
function ignoredStatus(item: Members): ResultStatus {
  const fixed = asArray(item.appliedIgnoreRules).some((rule) => member(rule, 'vex-status') === 'fixed');
  return fixed ? 'pass' : 'skipped';
}

/** Each package once, whatever number of vulnerabilities it has. */
function componentOf(artifact: Members, seen: Set<string>): Reading | undefined {
  const name = asString(artifact.name);
  if (!name) return undefined;
  const version = asString(artifact.version);
  const purl = asString(artifact.purl);
  const key = asString(artifact.id) ?? purl ?? `${name}@${version ?? ''}`;
  if (seen.has(key)) return undefined;
  seen.add(key);
  const licence = asStrings(artifact.licenses).join(' AND ');
  return {
    kind: 'component',
    name,
    ...(version && { version }),
    ...(purl && { purl }),
    ...(licence && { licence }),
  };
}

/** That a distribution gets no more updates is told of each of its packages; here once. */
function* alertsOf(item: Members, seen: Set<string>): Generator<Reading> {
  for (const alert of asArray(item.alerts)) {
    const type = asString(member(alert, 'type'));
    const name = asString(member(alert, 'metadata', 'name')) ?? '';
    const distribution = `${name} ${asString(member(alert, 'metadata', 'version')) ?? ''}`.trim();
    const key = `${type} ${distribution}`;
    if (!type || seen.has(key)) continue;
    seen.add(key);
    yield checkResult({
      id: type,
      aspect: 'patch',
      // A distribution that Grype knows nothing of is not looked at.
      status: type === 'distro-disabled' ? 'skipped' : 'fail',
      location: distribution || undefined,
      message: asString(member(alert, 'message')),
    });
  }
}
