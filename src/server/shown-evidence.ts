import type { z } from 'zod';
import { formatInstant } from '../records/instant.ts';
import type { Behind, EvidenceRow } from '../store/rows.ts';
import type { EvidencePage } from './api/scores.ts';

/** A piece of evidence as the API answers it. */
export function shownEvidence(row: EvidenceRow & Behind): z.output<typeof EvidencePage>['rows'][number] {
  return {
    document: row.document,
    documentName: row.documentName,
    adapter: row.adapter,
    output: row.output,
    automation: row.automation,
    declared: row.declared,
    at: formatInstant(row.at),
    learned: formatInstant(row.learned),
    origin: { kind: row.origin.kind, name: row.origin.name },
    reference: row.reference ?? null,
    note: row.note ?? null,
  };
}
