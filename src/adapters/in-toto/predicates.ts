import type { Members } from '../../formats/schema.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { bill, vexStatements } from './bill.ts';
import { provenance } from './provenance.ts';
import { scanned } from './scanned.ts';
import { linked, scai, testResult, verification } from './verified.ts';

/** Reads a predicate: an envelope first, then records. */
export type PredicateReader = (predicate: Members, subject: ResourceRef | undefined) => Generator<Reading>;

/** Types of predicates by their addresses, whose ends are versions. */
const READERS: readonly (readonly [RegExp, PredicateReader])[] = [
  [/^https:\/\/slsa\.dev\/provenance\//i, provenance],
  [/^https:\/\/in-toto\.io\/Provenance\//i, provenance],
  [/^https:\/\/slsa\.dev\/verification_summary\//i, verification],
  [/^https:\/\/in-toto\.io\/attestation\/test-result\//i, testResult],
  [/^https:\/\/in-toto\.io\/attestation\/vulns?\//i, scanned],
  [/^(https:\/\/)?cosign\.sigstore\.dev\/attestation\/vuln\//i, scanned],
  [/^https:\/\/in-toto\.io\/attestation\/scai(\/|$)/i, scai],
  [/^https:\/\/in-toto\.io\/attestation\/svr\//i, verification],
  [/^https:\/\/in-toto\.io\/(attestation\/)?link\//i, linked],
  [/^https:\/\/cyclonedx\.org\/bom/i, bill],
  [/^https:\/\/spdx\.(dev|org)\/Document/i, bill],
  [/^https:\/\/openvex\.dev\/ns/i, vexStatements],
];

/** How a predicate of this type is read; undefined for those that say nothing about the 15 aspects. */
export function predicateOf(type: string): PredicateReader | undefined {
  return READERS.find(([pattern]) => pattern.test(type))?.[1];
}
