import type { Document, Head } from '../../formats/document.ts';
import { asArray, asObject } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { CERTAIN, type Certainty } from '../adapter.ts';
import { listed } from '../shared/listing.ts';
import { has } from '../shared/products.ts';
import { runFacts } from '../shared/run-facts.ts';
import { scanPractice } from '../shared/scan-practice.ts';
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
  const { version, at } = await runFacts(document, audit);
  yield {
    kind: 'envelope',
    tool: { name: audit.name, ...(version && { version }) },
    ...(at !== undefined && { at }),
    ...(!audit.paged && { complete: true }),
  };
  let count = 0;
  for await (const { pointer, item } of listed(document, audit.rows)) {
    const readings = item && audit.readings(item);
    if (!readings) {
      yield { kind: 'problem', where: pointer, why: `Expected ${audit.expects}.` };
      continue;
    }
    for (const reading of readings) {
      if (reading.kind === 'result' && reading.status === 'fail') count += 1;
      yield reading;
    }
  }
  yield scanPractice('patch', count, 'vulnerabilities');
}
