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
import type { Reading, ResourceRef } from '../../records/record.ts';
import { imageRef } from '../shared/image.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { repositoryOf } from '../shared/secret-finding.ts';
import { vulnerability } from '../shared/vulnerability.ts';

/**
 * Matches of packages with vulnerabilities (Grype documentation, "Output formats", json). What is named `ignored`
 * was set aside by rules of its own and is not looked at.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readGrype(document: Document): AsyncGenerator<Reading> {
  let target: ResourceRef | undefined;
  let at: number | undefined;
  let version: string | undefined;
  // They stand behind the matches.
  for await (const { pattern, value } of streamJson(document, ['/source', '/descriptor'])) {
    if (pattern === '/source') target = sourceOf(asObject(value));
    else {
      at = asInstant(member(value, 'timestamp'));
      version = asString(member(value, 'version'));
    }
  }
  yield {
    kind: 'envelope',
    tool: { name: 'Grype', ...(version && { version }) },
    ...(at !== undefined && { at }),
    ...(target && { target }),
    complete: true,
  };
  let count = 0;
  for await (const { pointer, value } of streamJson(document, ['/matches/*'])) {
    const found = asObject(member(value, 'vulnerability')) ?? {};
    const held = asObject(member(value, 'artifact')) ?? {};
    const name = asString(held.name);
    const related = asArray(member(value, 'relatedVulnerabilities')).flatMap(
      (each) => asString(member(each, 'id')) ?? [],
    );
    const result = vulnerability({
      ids: [asString(found.id) ?? '', ...related],
      title: asString(found.description),
      severity: asString(found.severity),
      score: asNumber(member(asArray(found.cvss)[0], 'metrics', 'baseScore')),
      ...(name && { package: { name, version: asString(held.version), purl: asString(held.purl) } }),
      fixed: asStrings(member(found.fix, 'versions'))[0],
    });
    if (!result) {
      yield { kind: 'problem', where: pointer, why: 'Expected a match with a vulnerability that has an id.' };
      continue;
    }
    count += 1;
    yield result;
  }
  yield scanPractice('patch', count, 'vulnerabilities');
}

function sourceOf(source: Members | undefined): ResourceRef | undefined {
  const target = source?.target;
  if (source?.type === 'image') {
    const tags = asStrings(member(target, 'tags'));
    return imageRef(
      asString(member(target, 'userInput')) ?? tags[0],
      ...asStrings(member(target, 'repoDigests')),
      asString(member(target, 'manifestDigest')),
    );
  }
  // A folder's path on the scanning machine cannot be found again; an address can.
  return typeof target === 'string' && /^(https?:|git@)/.test(target) ? repositoryOf(target) : undefined;
}
