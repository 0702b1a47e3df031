import type { Instant } from '../records/instant.ts';
import type { AssayRecord, Envelope } from '../records/record.ts';
import { Refusal } from '../records/refusal.ts';
import type { Translator } from './translate.ts';

/**
 * Gives each record its time: its own, its envelope's, or the caller's. Where a list dates its entries but
 * not itself, what is undated in it existed at the latest of those times at least; where nothing at all is
 * dated, the document is refused.
 */
export function dating(happened: Instant | undefined, file: string) {
  let envelopeAt: Instant | undefined = happened;
  let latest: Instant | undefined;
  let first = true;
  const undated: AssayRecord[] = [];

  function undatedRefusal(): Refusal {
    return new Refusal(
      'undated',
      'The document does not say when it happened.',
      { file },
      'Say it with --happened INSTANT, or record the run with: assay run --aspect ASPECT -- COMMAND',
    );
  }

  return {
    async begin(envelope: Envelope, rows: Translator): Promise<void> {
      envelopeAt = envelope.at ?? happened;
      first = false;
      await rows.begin(envelope, envelopeAt);
    },
    async add(record: AssayRecord, rows: Translator): Promise<void> {
      if (first) throw new Error('an adapter yielded a record before its envelope');
      const own = 'at' in record ? record.at : record.kind === 'cost' ? record.from : undefined;
      const at = own ?? envelopeAt;
      if (at === undefined) {
        undated.push(record);
        return;
      }
      if (latest === undefined || at > latest) latest = at;
      await rows.add(record, at);
    },
    async finish(rows: Translator): Promise<void> {
      if (undated.length === 0) {
        if (envelopeAt === undefined && latest === undefined) throw undatedRefusal();
        return;
      }
      if (latest === undefined) throw undatedRefusal();
      for (const record of undated) await rows.add(record, latest);
    },
  };
}
