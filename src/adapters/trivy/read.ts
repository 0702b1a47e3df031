import type { Document } from '../../formats/document.ts';
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
import { hostKey } from '../../records/key.ts';
import type { Reading, ResourceRef, Result } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';
import { checkResult, checkStatus } from '../shared/check-result.ts';
import { imageRef } from '../shared/image.ts';
import { listed } from '../shared/listing.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { repositoryOf, secretFinding } from '../shared/secret-finding.ts';
import { vulnerability } from '../shared/vulnerability.ts';

/** What a run of one scanner found; it ran where a target of its class is in the report. */
const WHAT: Partial<Record<AspectId, string>> = {
  patch: 'vulnerabilities',
  configuration: 'checks',
  secrets: 'secrets',
};

/**
 * Vulnerabilities, misconfigurations (passed ones too, with `--include-non-failures`) and secrets of one artifact
 * (Trivy documentation, "Reporting", JSON; schema version 2, and the bare list before it). The text around a
 * secret is never read.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readTrivy(document: Document): AsyncGenerator<Reading> {
  const root = asObject(document.head.json);
  const at = asInstant(root?.CreatedAt);
  const target = root && artifactOf(root);
  yield {
    kind: 'envelope',
    tool: { name: 'Trivy' },
    ...(at !== undefined && { at }),
    ...(target && { target }),
    complete: true,
  };
  const counts = new Map<AspectId, number>();
  const ran = (aspect: AspectId, more = 0) => counts.set(aspect, (counts.get(aspect) ?? 0) + more);
  for await (const { pointer, item } of listed(document, [root ? '/Results/*' : '/*'])) {
    if (!item) {
      yield { kind: 'problem', where: pointer, why: 'Expected the results of a target.' };
      continue;
    }
    ran(aspectOf(item));
    for (const held of asArray(item.Packages)) {
      const name = asString(member(held, 'Name'));
      const version = asString(member(held, 'Version'));
      const purl = asString(member(held, 'Identifier', 'PURL'));
      if (name) yield { kind: 'component', name, ...(version && { version }), ...(purl && { purl }) };
    }
    for (const result of resultsOf(item)) {
      ran(result.aspect, 1);
      yield result;
    }
  }
  if (counts.size === 0) ran('patch');
  for (const [aspect, count] of counts) yield scanPractice(aspect, count, WHAT[aspect] ?? 'findings');
}

function aspectOf({ Class: sort }: Members): AspectId {
  if (sort === 'config') return 'configuration';
  return sort === 'secret' ? 'secrets' : 'patch';
}

function* resultsOf(item: Members): Generator<Result> {
  const place = asString(item.Target);
  for (const each of asArray(item.Vulnerabilities)) {
    const found = asObject(each) ?? {};
    const result = vulnerability({
      ids: [asString(found.VulnerabilityID) ?? '', ...asStrings(found.VendorIDs)],
      title: asString(found.Title),
      severity: asString(found.Severity),
      score: asNumber(member(found, 'CVSS', 'nvd', 'V3Score')),
      package: {
        name: asString(found.PkgName) ?? '',
        version: asString(found.InstalledVersion),
        purl: asString(member(found, 'PkgIdentifier', 'PURL')),
      },
      fixed: asString(found.FixedVersion),
    });
    if (result) yield result;
  }
  for (const each of asArray(item.Misconfigurations)) {
    const found = asObject(each) ?? {};
    const id = asString(found.AVDID) ?? asString(found.ID);
    const status = checkStatus(asString(found.Status));
    if (!id || !status) continue;
    const resource = asString(member(found, 'CauseMetadata', 'Resource'));
    yield checkResult({
      id,
      title: asString(found.Title),
      status,
      severity: asString(found.Severity),
      location: [place, resource].filter(Boolean).join(' ') || undefined,
      message: asString(found.Message),
      declared: true,
    });
  }
  for (const each of asArray(item.Secrets)) {
    const rule = asString(member(each, 'RuleID'));
    if (rule) yield secretFinding({ rule, title: asString(member(each, 'Title')), file: place });
  }
}

/** The artifact, where it can be found again under its name: a path on the scanning machine cannot. */
function artifactOf(root: Members): ResourceRef | undefined {
  const name = asString(root.ArtifactName);
  const sort = asString(root.ArtifactType);
  if (sort === 'container_image')
    return imageRef(
      name,
      ...asStrings(member(root, 'Metadata', 'RepoDigests')),
      asString(member(root, 'Metadata', 'ImageID')),
    );
  if (sort === 'repository') return repositoryOf(name);
  if (sort === 'vm' && name) return { type: 'host', keys: [hostKey(name)], name };
  return repositoryOf(asString(member(root, 'Metadata', 'RepoURL')));
}
