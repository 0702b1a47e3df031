import { streamCsv } from '../../formats/csv-stream.ts';
import type { Document } from '../../formats/document.ts';
import { streamParquet } from '../../formats/parquet.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { charge } from './charge.ts';
import { isPartOfFocus } from './columns.ts';

/**
 * Charges of a FOCUS dataset in CSV or Parquet, versions 0.5 to 1.4 (FinOps Open Cost and Usage Specification, "Cost and
 * Usage"). Streams: exports have millions of rows. The export does not say when it was made: it is as old as
 * its latest charge at least.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readFocus(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'FOCUS' } };
  const accounts = accountsOnce(['cost']);
  let charges = 0;
  for await (const { where, row, problem } of rowsOf(document)) {
    if (problem) {
      yield { kind: 'problem', where, why: problem };
      continue;
    }
    const read = charge(row);
    if ('why' in read) {
      yield { kind: 'problem', where: `${where}, ${read.column}`, why: read.why };
      continue;
    }
    charges += 1;
    yield* accounts(read.cost.account, read.accountName ? { name: read.accountName } : {});
    yield read.cost;
    if (read.badTags) {
      yield {
        kind: 'problem',
        where: `${where}, Tags`,
        why: 'Expected a JSON object; the owner is unknown.',
      };
    }
  }
  // An export without a charge shows that nothing was looked at, or that nothing was spent: no telling which.
  if (charges > 0) yield { kind: 'practice', aspect: 'cost', output: 'test', note: `FOCUS export` };
}

interface Row {
  where: string;
  row: Readonly<Record<string, string>>;
  problem?: string | undefined;
}

/** Rows of the CSV or the Parquet form. */
async function* rowsOf(document: Document): AsyncGenerator<Row> {
  if (document.head.shape !== 'parquet') {
    for await (const { line, row, problem } of streamCsv(document))
      yield { where: `line ${line}`, row, problem };
    return;
  }
  for await (const { number, row } of streamParquet(document)) {
    if (number === 1 && !isPartOfFocus(Object.keys(row))) {
      throw new Refusal(
        'unrecognised',
        'This Parquet file is no FOCUS dataset: none of its columns is FOCUS’s.',
        { file: document.path },
        'Export FOCUS, or CSV that an adapter or a map knows.',
      );
    }
    yield { where: `row ${number}`, row };
  }
}
