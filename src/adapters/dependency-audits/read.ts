import type { Document, Head } from '../../formats/document.ts';
import { asArray, asObject } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { CERTAIN, type Certainty } from '../adapter.ts';
import { has } from '../shared/products.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { scanReport } from '../shared/scan-report.ts';
import { AUDITS, type Audit } from './audits.ts';

/** Whose report it is. */
export function auditOf(head: Head): { audit: Audit; certainty: Certainty } | undefined {
  const page = asObject(head.json) ?? asObject(asArray(head.json)[0]);
  if (!page) return undefined;
  for (const audit of AUDITS) {
    if (has(page, ...audit.signature) && (audit.knows?.(page) ?? true)) return { audit, certainty: CERTAIN };
  }
  return undefined;
}

/**
 * Known vulnerabilities in dependencies, as tools that check manifests write them (their documentation of JSON
 * output; GitHub REST API, "Dependabot alerts").
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readDependencyAudit(document: Document): AsyncGenerator<Reading> {
  const { audit } = auditOf(document.head) ?? {};
  if (!audit) return;
  const count = yield* scanReport(document, audit, audit.rows, audit.readings);
  yield scanPractice('patch', count, 'vulnerabilities');
}
