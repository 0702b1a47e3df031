import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asInstant, asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Reading, Result } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';
import { checkResult } from '../shared/check-result.ts';
import { listed } from '../shared/listing.ts';
import { oneLine } from '../shared/one-line.ts';
import { objectsOf } from '../shared/products.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { secretFinding } from '../shared/secret-finding.ts';
import { severityOf } from '../shared/severity.ts';
import { utcInstant } from '../shared/utc.ts';
import { vulnerability } from '../shared/vulnerability.ts';

/** Aspects of the kinds of scan (`scan.type`; `category` before it). */
const ASPECTS: Readonly<Record<string, AspectId>> = {
  sast: 'cicd',
  secret_detection: 'secrets',
  dependency_scanning: 'patch',
  container_scanning: 'patch',
  cluster_image_scanning: 'patch',
  dast: 'configuration',
  api_fuzzing: 'configuration',
  coverage_fuzzing: 'cicd',
};

/**
 * Vulnerabilities of one scan (GitLab, "Security report schemas", 14 and later). Descriptions and code are never
 * read, for they may quote a secret.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readGitlabReport(document: Document): AsyncGenerator<Reading> {
  let scan: Members = {};
  for await (const { value } of streamJson(document, ['/scan'])) scan = asObject(value) ?? {};
  const scanner = asString(member(scan.scanner, 'name')) ?? 'GitLab';
  const version = asString(member(scan.scanner, 'version'));
  // Written without a zone, in UTC.
  const at = asInstant(scan.end_time) ?? utcInstant(asString(scan.end_time));
  const done = asString(scan.status) !== 'failure';
  yield {
    kind: 'envelope',
    tool: { name: oneLine(scanner, 60), ...(version && { version: oneLine(version, 40) }) },
    ...(at !== undefined && { at }),
    ...(done && { complete: true }),
  };
  let aspect = aspectOf(asString(scan.type), scanner);
  let count = 0;
  for await (const { pointer, item } of listed(document, ['/vulnerabilities/*'])) {
    aspect ??= aspectOf(asString(item?.category), scanner);
    const found = item && resultOf(item, aspect ?? 'cicd');
    if (!found) {
      yield { kind: 'problem', where: pointer, why: 'Expected a vulnerability with identifiers.' };
      continue;
    }
    count += 1;
    yield found;
  }
  if (done) yield scanPractice(aspect ?? 'cicd', count, 'vulnerabilities');
  else
    yield {
      kind: 'event',
      type: 'failed-run',
      aspect: aspect ?? 'cicd',
      title: `${oneLine(scanner, 60)} failed`,
    };
}

function aspectOf(type: string | undefined, scanner: string): AspectId | undefined {
  // Code of infrastructure is scanned by a job of type `sast`.
  if (type === 'sast' && /kics|checkov|tfsec|kubesec/i.test(scanner)) return 'configuration';
  return type !== undefined && Object.hasOwn(ASPECTS, type) ? ASPECTS[type] : undefined;
}

function resultOf(item: Members, aspect: AspectId): Result | undefined {
  const identifiers = objectsOf(item.identifiers);
  const rule = asString(identifiers[0]?.value) ?? asString(identifiers[0]?.name);
  if (!rule) return undefined;
  const severity = asString(item.severity);
  const file = asString(member(item.location, 'file')) ?? asString(member(item.location, 'path'));
  if (aspect === 'secrets')
    return secretFinding({ rule, file, severity: severityOf(severity), toolSeverity: severity });
  if (aspect === 'patch') {
    const held = member(item.location, 'dependency');
    const name = asString(member(held, 'package', 'name'));
    return vulnerability({
      ids: asArray(identifiers).map((each) => asString(member(each, 'value')) ?? ''),
      title: asString(item.name) ?? asString(item.message),
      severity,
      ...(name && { package: { name, version: asString(member(held, 'version')) } }),
    });
  }
  return checkResult({
    id: rule,
    title: asString(item.name) ?? asString(identifiers[0]?.name),
    status: 'fail',
    severity,
    location: file,
    aspect,
  });
}
