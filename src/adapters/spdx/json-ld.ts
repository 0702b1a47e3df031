import type { Document } from '../../formats/document.ts';
import {
  asArray,
  asInstant,
  asObject,
  asString,
  asStrings,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { listed } from '../shared/listing.ts';
import { asserted, type Package, purlOf, type Reader } from './syntax.ts';

/** Licences of so many packages are held; further packages go without. */
const MAX_LICENCES = 100_000;

/** SPDX 3 in JSON-LD: one flat graph, in which elements name one another by id. */
export const jsonLdReader: Reader = {
  async facts(document) {
    let created: Instant | undefined;
    const names = new Map<string, string>();
    const roots = new Map<string, readonly string[]>();
    const used: string[] = [];
    for await (const { item } of listed(document, ['/@graph/*'])) {
      const id = asString(item?.spdxId);
      if (item?.type === 'CreationInfo') {
        created ??= asInstant(item.created);
        used.push(...asStrings(item.createdUsing));
      } else if (item?.type === 'Tool' && id) names.set(id, asString(item.name) ?? '');
      else if (item && id && /^(SpdxDocument|Bom|software_Sbom)$/.test(String(item.type)))
        roots.set(id, asStrings(item.rootElement));
    }
    const tools = [...new Set(used)].flatMap((id) => names.get(id) || []);
    // The document's root is the bill, whose root is what it is of.
    const described = [...roots.values()].flat().filter((id) => !roots.has(id));
    return { created, tools, described: new Set(described) };
  },
  async *packages(document) {
    const licences = await licencesOf(document);
    for await (const { pointer, item } of listed(document, ['/@graph/*'])) {
      if (item?.type === 'software_Package') yield { where: pointer, held: packageOf(item, licences) };
    }
  },
};

/** Expressions by package: relationships name the licence, which is an element too. */
async function licencesOf(document: Document): Promise<ReadonlyMap<string, string>> {
  const expressions = new Map<string, string>();
  const declared = new Map<string, string>();
  const concluded = new Map<string, string>();
  for await (const { item } of listed(document, ['/@graph/*'])) {
    const id = asString(item?.spdxId);
    const expression = asserted(item?.simplelicensing_licenseExpression);
    if (id && expression && expressions.size < MAX_LICENCES) expressions.set(id, expression);
    const from = asString(item?.from);
    const to = asStrings(item?.to)[0];
    if (!from || !to) continue;
    const type = item?.relationshipType;
    if (type === 'hasDeclaredLicense' && declared.size < MAX_LICENCES) declared.set(from, to);
    if (type === 'hasConcludedLicense' && concluded.size < MAX_LICENCES) concluded.set(from, to);
  }
  const licences = new Map<string, string>();
  for (const [from, to] of [...declared, ...concluded]) {
    const expression = expressions.get(to);
    if (expression) licences.set(from, expression);
  }
  return licences;
}

function packageOf(item: Members, licences: ReadonlyMap<string, string>): Package {
  const id = asString(item.spdxId);
  const hash = asArray(item.verifiedUsing).find((each) => member(each, 'algorithm') === 'sha256');
  return {
    id,
    name: asserted(item.name),
    version: asserted(item.software_packageVersion),
    purl:
      asserted(item.software_packageUrl) ??
      purlOf(asArray(item.externalIdentifier), 'externalIdentifierType', 'identifier'),
    licence: id === undefined ? undefined : licences.get(id),
    purpose: asserted(item.software_primaryPurpose)?.toUpperCase(),
    download: asserted(item.software_downloadLocation),
    sha256: asserted(asObject(hash)?.hashValue),
  };
}
