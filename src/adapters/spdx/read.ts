import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asInstant, asObject, asString, type Members, member } from '../../formats/schema.ts';
import { streamLines } from '../../formats/text.ts';
import type { Component, Reading, ResourceRef } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { productRef } from '../shared/purl.ts';

/** A package of a bill, whichever way it was written down. */
interface Package {
  id: string;
  name: string;
  version?: string | undefined;
  purl?: string | undefined;
  licence?: string | undefined;
}

interface Bill {
  created: number | undefined;
  tool: string | undefined;
  /** Ids of what the bill describes. */
  describes: ReadonlySet<string>;
}

/**
 * Packages (SPDX 2.2 and 2.3, JSON and tag-value). What the bill describes is its target.
 * @throws Refusal `malformed`, `truncated`, `too-large`, `invalid`
 */
export async function* readSpdx(document: Document): AsyncGenerator<Reading> {
  const asJson = asObject(document.head.json) !== undefined;
  const bill = asJson ? await jsonBill(document) : await tagBill(document);
  const packages = () => (asJson ? jsonPackages(document) : tagPackages(document));
  let target: ResourceRef | undefined;
  for await (const each of packages()) {
    if (bill.describes.has(each.id) && each.purl) target ??= productRef(each.purl);
  }
  yield {
    kind: 'envelope',
    tool: { name: bill.tool ?? 'SPDX' },
    ...(bill.created !== undefined && { at: bill.created }),
    ...(target && { target }),
    complete: true,
  };
  let count = 0;
  for await (const each of packages()) {
    if (bill.describes.has(each.id)) continue;
    count += 1;
    yield component(each);
  }
  if (count > 0) yield { kind: 'practice', aspect: 'patch', output: 'test', note: `${count} components` };
}

function component({ name, version, purl, licence }: Package): Component {
  return {
    kind: 'component',
    name,
    ...(version && { version }),
    ...(purl && { purl }),
    ...(licence && { licence }),
  };
}

async function jsonBill(document: Document): Promise<Bill> {
  const describes = new Set<string>();
  let created: number | undefined;
  let tool: string | undefined;
  for await (const { pattern, value } of streamJson(document, [
    '/creationInfo',
    '/documentDescribes/*',
    '/relationships/*',
  ])) {
    if (pattern === '/creationInfo') {
      created = asInstant(member(value, 'created'));
      tool = toolOf(asArray(member(value, 'creators')).map(String));
    } else if (pattern === '/documentDescribes/*') describes.add(String(value));
    else if (member(value, 'relationshipType') === 'DESCRIBES')
      describes.add(String(member(value, 'relatedSpdxElement')));
  }
  return { created, tool, describes };
}

async function* jsonPackages(document: Document): AsyncGenerator<Package> {
  for await (const { value } of streamJson(document, ['/packages/*'])) {
    const item: Members = asObject(value) ?? {};
    const name = asString(item.name);
    if (!name) continue;
    const purl = asArray(item.externalRefs).find((each) => member(each, 'referenceType') === 'purl');
    yield {
      id: asString(item.SPDXID) ?? '',
      name,
      version: asString(item.versionInfo),
      purl: asString(member(purl, 'referenceLocator')),
      licence: said(asString(item.licenseConcluded)) ?? said(asString(item.licenseDeclared)),
    };
  }
}

async function tagBill(document: Document): Promise<Bill> {
  const describes = new Set<string>();
  let created: number | undefined;
  let tool: string | undefined;
  for await (const [tag, value] of tags(document)) {
    if (tag === 'Created') created = asInstant(value);
    else if (tag === 'Creator') tool ??= toolOf([value]);
    else if (tag === 'Relationship') {
      const [, kind, id] = value.split(' ');
      if (kind === 'DESCRIBES' && id) describes.add(id);
    }
  }
  // Every bill has it (SPDX 2.3, 6.9); one that was cut off before it cannot be told from a whole one.
  if (created === undefined)
    throw new Refusal(
      'invalid',
      'The bill does not say when it was created.',
      { file: document.path },
      'Export it anew.',
    );
  return { created, tool, describes };
}

async function* tagPackages(document: Document): AsyncGenerator<Package> {
  let held: Package | undefined;
  for await (const [tag, value] of tags(document)) {
    if (tag === 'PackageName') {
      if (held) yield held;
      held = { id: '', name: value };
    } else if (!held) continue;
    else if (tag === 'SPDXID') held.id = value;
    else if (tag === 'PackageVersion') held.version = value;
    else if (tag === 'PackageLicenseConcluded') held.licence = said(value) ?? held.licence;
    else if (tag === 'PackageLicenseDeclared') held.licence ??= said(value);
    else if (tag === 'ExternalRef') {
      const [, type, locator] = value.split(' ');
      if (type === 'purl') held.purl = locator;
    } else if (tag === 'FileName') {
      yield held;
      held = undefined;
    }
  }
  if (held) yield held;
}

async function* tags(document: Document): AsyncGenerator<readonly [tag: string, value: string]> {
  for await (const { text } of streamLines(document)) {
    const cut = text.indexOf(': ');
    if (cut > 0 && !text.startsWith('#')) yield [text.slice(0, cut), text.slice(cut + 2).trim()];
  }
}

function toolOf(creators: readonly string[]): string | undefined {
  const tool = creators.find((each) => each.startsWith('Tool: '));
  return tool?.slice('Tool: '.length).trim() || undefined;
}

function said(licence: string | undefined): string | undefined {
  return licence && licence !== 'NOASSERTION' && licence !== 'NONE' ? licence : undefined;
}
