import type { Document, Head } from '../../formats/document.ts';
import { asObject, asStrings, member } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';

/** JSON of SPDX 2, tag-value of SPDX 2, JSON-LD of SPDX 3. */
export type Syntax = 'json' | 'tag-value' | 'json-ld';

/** A package of a bill, whichever syntax it is written in. */
export interface Package {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly purl: string | undefined;
  /** An expression; undefined where nobody asserts one. */
  readonly licence: string | undefined;
  /** In capitals, as SPDX 2 has it, e.g. `CONTAINER`. */
  readonly purpose: string | undefined;
  readonly download: string | undefined;
  /** Hexadecimal. */
  readonly sha256: string | undefined;
}

/** What a bill says of itself. */
export interface Facts {
  readonly created: Instant | undefined;
  /** Names of tools, possibly with versions: `syft-1.4.1`. */
  readonly tools: readonly string[];
  /** Ids of what it describes. */
  readonly described: ReadonlySet<string>;
}

/** How one syntax is read. */
export interface Reader {
  facts(document: Document): Promise<Facts>;
  /** A package without a name is a problem for the adapter to report. */
  packages(document: Document): AsyncGenerator<{ where: string; held: Package }>;
}

/** Which of the three syntaxes a document is in; undefined where it is no SPDX. */
export function syntaxOf(head: Head): Syntax | undefined {
  const root = asObject(head.json);
  if (root) {
    const bill = asObject(root.sbom) ?? root;
    if (/^SPDX-2/.test(String(bill.spdxVersion)) || bill.SPDXID === 'SPDXRef-DOCUMENT') return 'json';
    const contexts = asStrings(root['@context']);
    return contexts.some((context) => /^https:\/\/spdx\.org\/rdf\/3/.test(context)) ? 'json-ld' : undefined;
  }
  const start = head.text.slice(0, 4_096);
  return /^SPDXVersion: *SPDX-2/m.test(start) && /^(DataLicense|SPDXID|DocumentName):/m.test(start)
    ? 'tag-value'
    : undefined;
}

/** Text that says something: SPDX has words for what is not known. */
export function asserted(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' || text === 'NOASSERTION' || text === 'NONE' ? undefined : text;
}

/** Relationships that say what a document is of, from either side. */
export function describedBy(from: unknown, type: unknown, to: unknown): string | undefined {
  if (type === 'DESCRIBES' && from === 'SPDXRef-DOCUMENT') return asserted(to);
  return type === 'DESCRIBED_BY' && to === 'SPDXRef-DOCUMENT' ? asserted(from) : undefined;
}

/** The first identifier that is a package URL. */
export function purlOf(references: readonly unknown[], type: string, locator: string): string | undefined {
  for (const each of references) {
    const text = asserted(member(each, locator));
    if (text?.startsWith('pkg:') && /^(purl|packageUrl|package-url)$/i.test(String(member(each, type))))
      return text;
  }
  return undefined;
}
