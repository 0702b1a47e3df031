import { formatInstant, type Instant } from '../records/instant.ts';
import { automationOf, type Origin } from '../records/origin.ts';
import { RECORD_KINDS, type Reading, type RecordKind } from '../records/record.ts';
import { weaker } from '../records/words.ts';
import type { Handed } from './handed.ts';
import type { DocumentReport } from './result.ts';

/** How many practices and problems a report lists; the rest are counted. */
export const LISTED = 100;

/** Watches readings pass and keeps count of them. */
export interface Tally {
  see(reading: Reading): void;
  report(): DocumentReport;
}

export function tally(
  handed: Handed,
  adapter: { id: string; byHand?: boolean },
  origin: Origin,
  happened: Instant | undefined,
): Tally {
  const counts = new Map<RecordKind, number>();
  const practices: DocumentReport['practices'] = [];
  const problems: DocumentReport['problems'] = [];
  let tool = adapter.id;
  let documentAt: Instant | undefined;
  let at: Instant | undefined = happened;
  let seenEnvelope = false;
  let findings = 0;
  let practiceCount = 0;
  let problemCount = 0;
  const most = automationOf(origin, !adapter.byHand);

  return {
    see(reading) {
      if (reading.kind === 'envelope') {
        at = reading.at ?? happened;
        if (!seenEnvelope) {
          tool = reading.tool.name;
          documentAt = at;
        }
        seenEnvelope = true;
        return;
      }
      if (reading.kind === 'problem') {
        problemCount += 1;
        if (problems.length < LISTED) problems.push({ where: reading.where, why: reading.why });
        return;
      }
      counts.set(reading.kind, (counts.get(reading.kind) ?? 0) + 1);
      if (reading.kind === 'result' && reading.status === 'fail') findings += 1;
      if (reading.kind !== 'practice') return;
      practiceCount += 1;
      if (practices.length >= LISTED) return;
      const when = reading.at ?? at;
      practices.push({
        aspect: reading.aspect,
        output: reading.output,
        at: when === undefined ? null : formatInstant(when),
        automation: reading.automation ? weaker(most, reading.automation) : most,
        declared: reading.declared ?? false,
        ...(reading.note !== undefined && { note: reading.note }),
      });
    },
    report() {
      const records: Partial<Record<RecordKind, number>> = {};
      for (const kind of RECORD_KINDS) {
        const count = counts.get(kind);
        if (count) records[kind] = count;
      }
      return {
        document: { path: handed.path, sha256: handed.sha256, bytes: handed.bytes },
        adapter: adapter.id,
        tool,
        at: documentAt === undefined ? null : formatInstant(documentAt),
        records,
        findings,
        practices,
        morePractices: practiceCount - practices.length,
        problems,
        moreProblems: problemCount - problems.length,
      };
    },
  };
}
