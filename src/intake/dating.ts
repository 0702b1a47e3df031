import { DAY, formatInstant, type Instant } from '../records/instant.ts';
import type { AssayRecord, Envelope, Problem } from '../records/record.ts';
import { Refusal } from '../records/refusal.ts';
import type { Translator } from './translate.ts';

/** Clocks differ, and times without a zone are read as UTC: what is further ahead has not happened. */
const AHEAD = DAY;

/**
 * Gives each record its time: its own, its envelope's, or the caller's. Where a list dates its entries but
 * not itself, what is undated in it existed at the latest of those times at least; where nothing at all is
 * dated, the document is refused. Nothing counts before it happened: a document dated ahead is refused, an
 * entry dated ahead is told as a problem and left out.
 * @param learned now
 * @throws Refusal `undated`, `ahead`
 */
export function dating(
  happened: Instant | undefined,
  learned: Instant,
  file: string,
  tell: (problem: Problem) => void,
) {
  const latestPossible = learned + AHEAD;
  let envelopeAt: Instant | undefined = happened;
  let latest: Instant | undefined;
  let first = true;
  let count = 0;
  const undated: AssayRecord[] = [];
  if (happened !== undefined && happened > latestPossible) throw aheadRefusal(happened);

  function undatedRefusal(): Refusal {
    return new Refusal(
      'undated',
      'The document does not say when it happened.',
      { file },
      'Say it with --happened INSTANT, or record the run with: assay run --aspect ASPECT -- COMMAND',
    );
  }

  function aheadRefusal(at: Instant): Refusal {
    return new Refusal(
      'ahead',
      `It is dated ${formatInstant(at)}, and it is ${formatInstant(learned)} now: what has not happened yet is no evidence.`,
      { file },
      'Put the clock right that dated it, or Assay’s own, and hand it in again.',
    );
  }

  return {
    begin(envelope: Envelope, rows: Translator): void {
      envelopeAt = envelope.at ?? happened;
      first = false;
      if (envelopeAt !== undefined && envelopeAt > latestPossible) throw aheadRefusal(envelopeAt);
      rows.begin(envelope, envelopeAt);
    },
    add(record: AssayRecord, rows: Translator): void {
      if (first) throw new Error('an adapter yielded a record before its envelope');
      count += 1;
      const own = 'at' in record ? record.at : record.kind === 'cost' ? record.from : undefined;
      const at = own ?? envelopeAt;
      if (at === undefined) {
        undated.push(record);
        return;
      }
      if (at > latestPossible) {
        const where = `${record.kind}, entry ${count}`;
        tell({ kind: 'problem', where, why: `It is dated ${formatInstant(at)}, which is still to come.` });
        return;
      }
      if (latest === undefined || at > latest) latest = at;
      rows.add(record, at);
    },
    finish(rows: Translator): void {
      if (undated.length === 0) {
        if (envelopeAt === undefined && latest === undefined) throw undatedRefusal();
        return;
      }
      if (latest === undefined) throw undatedRefusal();
      for (const record of undated) rows.add(record, latest);
    },
  };
}
