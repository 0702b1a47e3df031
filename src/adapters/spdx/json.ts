import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asInstant, asObject, asStrings, type Members, member } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { listed } from '../shared/listing.ts';
import { asserted, describedBy, type Package, purlOf, type Reader } from './syntax.ts';

/** Where a bill is: GitHub answers with one as `sbom`. */
const ROOTS = ['', '/sbom'];

function under(...names: readonly string[]): string[] {
  return ROOTS.flatMap((root) => names.map((name) => `${root}${name}`));
}

/** SPDX 2.2 and 2.3 in JSON (`schemas/spdx-schema.json` of the specification). */
export const jsonReader: Reader = {
  async facts(document) {
    let created: Instant | undefined;
    let tools: string[] = [];
    const described = new Set<string>();
    const patterns = under('/creationInfo', '/documentDescribes/*', '/relationships/*');
    for await (const { pattern, value } of streamJson(document, patterns)) {
      if (pattern.endsWith('/creationInfo')) {
        created = asInstant(member(value, 'created'));
        tools = asStrings(member(value, 'creators')).flatMap((creator) => toolIn(creator) ?? []);
      } else if (pattern.endsWith('/documentDescribes/*')) {
        const id = asserted(value);
        if (id) described.add(id);
      } else {
        const id = describedBy(
          member(value, 'spdxElementId'),
          member(value, 'relationshipType'),
          member(value, 'relatedSpdxElement'),
        );
        if (id) described.add(id);
      }
    }
    return { created, tools, described };
  },
  async *packages(document) {
    for await (const { pointer, item } of listed(document, under('/packages/*')))
      yield { where: pointer, held: packageOf(item ?? {}) };
  },
};

/** The tool that a creator is: `Tool: syft-1.4.1`. */
export function toolIn(creator: string): string | undefined {
  return /^Tool:\s*(\S.*)$/.exec(creator)?.[1];
}

function packageOf(item: Members): Package {
  const checksums = asArray(item.checksums).filter((each) => member(each, 'algorithm') === 'SHA256');
  return {
    id: asserted(item.SPDXID),
    name: asserted(item.name),
    version: asserted(item.versionInfo),
    purl: purlOf(asArray(item.externalRefs), 'referenceType', 'referenceLocator'),
    licence: asserted(item.licenseConcluded) ?? asserted(item.licenseDeclared),
    purpose: asserted(item.primaryPackagePurpose),
    download: asserted(item.downloadLocation),
    sha256: asserted(asObject(checksums[0])?.checksumValue),
  };
}
