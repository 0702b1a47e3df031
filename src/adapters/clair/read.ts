import type { Document } from '../../formats/document.ts';
import { readJson } from '../../formats/json.ts';
import { asArray, asNumber, asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { imageRef } from '../shared/image.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { type Vulnerability, vulnerability } from '../shared/vulnerability.ts';

/**
 * Vulnerabilities of an image: clair-scanner's report, klar's, Clair v4's vulnerability report as `clairctl report
 * -o json` writes it, and the security answer of Quay's API.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readClair(document: Document): AsyncGenerator<Reading> {
  const root = asObject(await readJson(document)) ?? {};
  const target = imageRef(asString(root.image), asString(root.manifest_hash));
  yield { kind: 'envelope', tool: { name: 'Clair' }, complete: true, ...(target && { target }) };
  let count = 0;
  for (const found of all(root)) {
    const reading = vulnerability(found);
    if (!reading) {
      yield { kind: 'problem', where: '/vulnerabilities', why: 'Expected a vulnerability with an id.' };
      continue;
    }
    count += 1;
    yield reading;
  }
  yield scanPractice('patch', count, 'vulnerabilities');
}

function all(root: Members): Vulnerability[] {
  if ('package_vulnerabilities' in root) return version4(root);
  const layer = asObject(asObject(root.data)?.Layer);
  if (layer) return quay(layer);
  if (Array.isArray(root.vulnerabilities))
    return root.vulnerabilities.map((each) => scanner(asObject(each) ?? {}));
  // klar groups them by severity.
  return Object.values(asObject(root.Vulnerabilities) ?? {}).flatMap((group) =>
    asArray(group).map((each) => klar(asObject(each) ?? {})),
  );
}

function scanner(item: Members): Vulnerability {
  return {
    ids: idsOf(item.vulnerability),
    title: asString(item.description),
    severity: asString(item.severity),
    package: { name: asString(item.featurename) ?? '', version: asString(item.featureversion) },
    fixed: asString(item.fixedby),
  };
}

function klar(item: Members): Vulnerability {
  return {
    ids: idsOf(item.Name),
    title: asString(item.Description),
    severity: asString(item.Severity),
    package: { name: asString(item.FeatureName) ?? '', version: asString(item.FeatureVersion) },
    fixed: asString(item.FixedBy),
  };
}

function quay(layer: Members): Vulnerability[] {
  return asArray(layer.Features).flatMap((feature) =>
    asArray(member(feature, 'Vulnerabilities')).map((each): Vulnerability => {
      const held = {
        name: asString(member(feature, 'Name')) ?? '',
        version: asString(member(feature, 'Version')),
      };
      return { ...klar(asObject(each) ?? {}), package: held };
    }),
  );
}

/** Clair v4: vulnerabilities by id, packages by id, and which package has which. */
function version4(root: Members): Vulnerability[] {
  return Object.entries(asObject(root.package_vulnerabilities) ?? {}).flatMap(([id, ids]) => {
    const held = asObject(member(root.packages, id));
    return asArray(ids).map((each): Vulnerability => {
      const found = asObject(member(root.vulnerabilities, String(each))) ?? {};
      return {
        ids: idsOf(found.name),
        title: asString(found.description),
        severity: asString(found.normalized_severity) ?? asString(found.severity),
        score: asNumber(member(found, 'cvss', 'score')),
        package: { name: asString(held?.name) ?? '', version: asString(held?.version) },
        fixed: asString(found.fixed_in_version),
      };
    });
  });
}

/** Names of Clair v4 hold more than the id: `CVE-2020-1234 on Ubuntu 20.04`. */
function idsOf(value: unknown): string[] {
  const name = asString(value);
  return name === undefined ? [] : [/^[A-Z]+-\d{4}-\d+/.exec(name)?.[0] ?? name];
}
