import type { Document } from '../../formats/document.ts';
import type { Component, Reading, ResourceRef } from '../../records/record.ts';
import { imageRef } from '../shared/image.ts';
import { oneLine } from '../shared/one-line.ts';
import { productRef } from '../shared/purl.ts';
import { repositoryOf } from '../shared/secret-finding.ts';
import { jsonReader } from './json.ts';
import { jsonLdReader } from './json-ld.ts';
import { type Package, type Reader, type Syntax, syntaxOf } from './syntax.ts';
import { tagValueReader } from './tag-value.ts';

const READERS: Readonly<Record<Syntax, Reader>> = {
  json: jsonReader,
  'tag-value': tagValueReader,
  'json-ld': jsonLdReader,
};

/**
 * Packages of a bill of materials (SPDX 2.2 and 2.3, ISO/IEC 5962; SPDX 3.0). What the bill is of is its
 * target, not one of its parts.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readSpdx(document: Document): AsyncGenerator<Reading> {
  const reader = READERS[syntaxOf(document.head) ?? 'json'];
  const { created, tools, described } = await reader.facts(document);
  // A bill that describes several packages is of none of them alone: all of them are parts.
  const root = described.size === 1 ? [...described][0] : undefined;
  const target = root === undefined ? undefined : await targetIn(reader, document, root);
  yield {
    kind: 'envelope',
    tool: toolOf(tools[0]),
    ...(created !== undefined && { at: created }),
    ...(target && { target }),
    complete: true,
  };
  let count = 0;
  for await (const { where, held } of reader.packages(document)) {
    if (root !== undefined && held.id === root) continue;
    if (held.name === undefined) {
      yield { kind: 'problem', where, why: 'Expected a package with a name.' };
      continue;
    }
    count += 1;
    yield componentOf(held, held.name);
  }
  yield { kind: 'practice', aspect: 'patch', output: 'test', note: `${count} components` };
}

/** `syft-1.4.1`, `trivy-0.66.0`, `GitHub.com-Dependency-Graph`: a version follows the first hyphen that a digit does. */
function toolOf(text: string | undefined): { name: string; version?: string } {
  const name = oneLine(text ?? 'SPDX', 80);
  const cut = name.search(/-v?\d/);
  return cut > 0 ? { name: name.slice(0, cut), version: name.slice(cut + 1) } : { name };
}

function componentOf({ version, purl, licence }: Package, name: string): Component {
  return {
    kind: 'component',
    name,
    ...(version && { version }),
    ...(purl && { purl }),
    ...(licence && { licence }),
  };
}

/** The described package, where it can be found again under its name. */
async function targetIn(reader: Reader, document: Document, root: string): Promise<ResourceRef | undefined> {
  for await (const { held } of reader.packages(document)) if (held.id === root) return targetOf(held);
  return undefined;
}

function targetOf({ name, version, purl, purpose, download, sha256 }: Package): ResourceRef | undefined {
  const isImage = purpose === 'CONTAINER' || /^pkg:(oci|docker)\//.test(purl ?? '');
  if (isImage && name) {
    // A digest in a package URL has its colon encoded.
    const product = purl ? productRef(purl)?.keys[0] : undefined;
    return imageRef(referenceOf(name, version), product, sha256 && `sha256:${sha256}`);
  }
  const git = /^git\+(?:https?|ssh):\/\/.+$/.exec(download ?? '')?.[0];
  if (git) return repositoryOf(git.slice('git+'.length).replace(/(?<=\w)@[^@/]*$/, ''));
  if (purl) return productRef(purl);
  // `com.github.owner/name` is how GitHub names its repositories.
  const repository = /^com\.github\.([\w.-]+\/[\w.-]+)$/.exec(name ?? '')?.[1];
  if (repository) return repositoryOf(`github.com/${repository}`);
  return /^[\w-]+\.[\w.-]+\/[\w.-]+\/[\w.-]+$/.test(name ?? '') ? repositoryOf(name) : undefined;
}

function referenceOf(name: string, version: string | undefined): string {
  const last = name.slice(name.lastIndexOf('/') + 1);
  if (!version || last.includes(':') || last.includes('@')) return name;
  return version.startsWith('sha256:') ? `${name}@${version}` : `${name}:${version}`;
}
