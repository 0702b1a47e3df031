import type { Document } from '../../formats/document.ts';
import { asInstant } from '../../formats/schema.ts';
import { streamLines } from '../../formats/text.ts';
import type { Instant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import { toolIn } from './json.ts';
import { asserted, describedBy, type Package, purlOf, type Reader } from './syntax.ts';

/** Tags that begin something else than a package. */
const OTHERS = new Set(['FileName', 'SnippetSPDXID', 'LicenseID', 'Reviewer']);

/** SPDX 2.2 and 2.3 as tags and values; a new package begins with its name. */
export const tagValueReader: Reader = {
  async facts(document) {
    let created: Instant | undefined;
    const tools: string[] = [];
    const described = new Set<string>();
    for await (const { tag, value } of tags(document)) {
      if (tag === 'Created') created = asInstant(value);
      else if (tag === 'Creator') tools.push(...[toolIn(value)].filter((name) => name !== undefined));
      else if (tag === 'Relationship') {
        const [from, type, to] = value.split(/\s+/);
        const id = describedBy(from, type, to);
        if (id) described.add(id);
      }
    }
    return { created, tools, described };
  },
  async *packages(document) {
    let values: Map<string, string> | undefined;
    let where = '';
    for await (const { tag, value, line } of tags(document)) {
      if (tag === 'PackageName' || OTHERS.has(tag)) {
        if (values) yield { where, held: packageOf(values) };
        values = tag === 'PackageName' ? new Map() : undefined;
        where = `line ${line}`;
      }
      if (!values) continue;
      const purl = tag === 'ExternalRef' ? purlIn(value) : undefined;
      const sha256 = tag === 'PackageChecksum' ? /^SHA256:\s*([0-9a-f]{64})$/i.exec(value)?.[1] : undefined;
      if (purl) values.set('purl', purl);
      else if (sha256) values.set('sha256', sha256);
      else if (!values.has(tag)) values.set(tag, value);
    }
    if (values) yield { where, held: packageOf(values) };
  },
};

/** `PACKAGE-MANAGER purl pkg:npm/lodash@4.17.21` */
function purlIn(value: string): string | undefined {
  const [, type, locator] = value.split(/\s+/);
  return purlOf([{ type, locator }], 'type', 'locator');
}

function packageOf(values: ReadonlyMap<string, string>): Package {
  return {
    id: asserted(values.get('SPDXID')),
    name: asserted(values.get('PackageName')),
    version: asserted(values.get('PackageVersion')),
    purl: values.get('purl'),
    licence:
      asserted(values.get('PackageLicenseConcluded')) ?? asserted(values.get('PackageLicenseDeclared')),
    purpose: asserted(values.get('PrimaryPackagePurpose')),
    download: asserted(values.get('PackageDownloadLocation')),
    sha256: values.get('sha256'),
  };
}

/** Texts over several lines say nothing that is read here; only their first line is kept. */
async function* tags(document: Document): AsyncGenerator<{ tag: string; value: string; line: number }> {
  let textFrom: number | undefined;
  for await (const { line, text } of streamLines(document)) {
    if (textFrom !== undefined) {
      if (text.includes('</text>')) textFrom = undefined;
      continue;
    }
    const cut = text.indexOf(':');
    const tag = text.slice(0, Math.max(cut, 0)).trim();
    if (!/^\w+$/.test(tag)) continue;
    const value = text.slice(cut + 1).trim();
    if (value.startsWith('<text>') && !value.includes('</text>')) textFrom = line;
    yield {
      tag,
      value: (value.replace(/^<text>/, '').split('</text>', 1)[0] ?? '').trim(),
      line,
    };
  }
  if (textFrom !== undefined) {
    throw new Refusal(
      'truncated',
      'The file ends inside a <text>.',
      { file: document.path, line: textFrom },
      'Export it again.',
    );
  }
}
