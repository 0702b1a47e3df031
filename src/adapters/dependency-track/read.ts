import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import {
  asArray,
  asBoolean,
  asInstant,
  asNumber,
  asObject,
  asString,
  type Members,
  member,
} from '../../formats/schema.ts';
import { otherKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { listed } from '../shared/listing.ts';
import { productRef } from '../shared/purl.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { vulnerability } from '../shared/vulnerability.ts';

/**
 * Findings of a project (Dependency-Track API `GET /api/v1/finding/project/{uuid}`, and the File Packaging Format
 * that it exports), or the list of projects with when their bill was last imported.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readDependencyTrack(document: Document): AsyncGenerator<Reading> {
  const root = asObject(document.head.json);
  if (!root && 'lastBomImport' in (asObject(asArray(document.head.json)[0]) ?? {})) {
    yield* readProjects(document);
    return;
  }
  let target: ResourceRef | undefined;
  let at: number | undefined;
  if (root) {
    for await (const { pattern, value } of streamJson(document, ['/project', '/meta'])) {
      if (pattern === '/project') target = projectOf(asObject(value));
      else at = asInstant(member(value, 'timestamp'));
    }
  }
  yield {
    kind: 'envelope',
    tool: { name: 'Dependency-Track' },
    ...(at !== undefined && { at }),
    ...(target && { target }),
    complete: true,
  };
  let count = 0;
  for await (const { pointer, item } of listed(document, [root ? '/findings/*' : '/*'])) {
    const found = asObject(item?.vulnerability) ?? {};
    const held = asObject(item?.component) ?? {};
    const name = asString(held.name);
    const aliases = asArray(found.aliases).flatMap((each) => [
      asString(member(each, 'cveId')) ?? '',
      asString(member(each, 'ghsaId')) ?? '',
    ]);
    const suppressed = asBoolean(member(item?.analysis, 'isSuppressed')) ?? false;
    const result = vulnerability({
      ids: [asString(found.vulnId) ?? '', ...aliases],
      title: asString(found.title) ?? asString(found.description),
      severity: asString(found.severity),
      score: asNumber(found.cvssV3BaseScore),
      ...(name && { package: { name, version: asString(held.version), purl: asString(held.purl) } }),
      status: suppressed ? 'skipped' : 'fail',
    });
    if (!result) {
      yield {
        kind: 'problem',
        where: pointer,
        why: 'Expected a finding with a vulnerability that has a vulnId.',
      };
      continue;
    }
    count += 1;
    yield result;
  }
  yield scanPractice('patch', count, 'vulnerabilities');
}

/** Each project whose bill was imported was looked at then. */
async function* readProjects(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Dependency-Track' } };
  for await (const { pointer, item } of listed(document, ['/*'])) {
    const subject = projectOf(item);
    if (!item || !subject) {
      yield { kind: 'problem', where: pointer, why: 'Expected a project with a name.' };
      continue;
    }
    const at = asInstant(item.lastBomImport, 'milliseconds') ?? asInstant(item.lastBomImport);
    if (at === undefined) continue;
    const open = asNumber(member(item.metrics, 'vulnerabilities'));
    const note = open === undefined ? 'a bill of materials was imported' : `${open} vulnerabilities`;
    yield { kind: 'practice', aspect: 'patch', output: 'test', at, subject, note };
  }
}

function projectOf(project: Members | undefined): ResourceRef | undefined {
  const name = asString(project?.name);
  const purl = asString(project?.purl);
  if (purl) return productRef(purl);
  return name ? { type: 'repository', keys: [otherKey('dependency-track', name)], name } : undefined;
}
