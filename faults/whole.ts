import { checkLog } from '../src/outputs/proof/check.ts';
import type { DocumentRow } from '../src/store/rows.ts';
import type { Reader, Store } from '../src/store/store.ts';

/** All documents of an organization. */
export async function documentsOf(reader: Reader): Promise<DocumentRow[]> {
  const rows: DocumentRow[] = [];
  let after: string | undefined;
  do {
    const page = await reader.documents({ limit: 1_000, ...(after !== undefined && { after }) });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return rows;
}

/**
 * Whether a store is as if every import of test reports had either been done or never begun.
 * @param cases results of each report
 * @returns what is wrong, as sentences; and the names of the documents that are there
 */
export async function whole(
  store: Store,
  organization: string,
  cases: number,
): Promise<{ wrong: string[]; names: Set<string> }> {
  const reader = store.reader(organization);
  const rows = await documentsOf(reader);
  const wrong = (await store.examine()).flatMap(({ check, wrong: each }) =>
    each.map((one) => `${check}: ${one}`),
  );
  const say = (sentence: string, holds: boolean) => {
    if (!holds) wrong.push(sentence);
  };
  for (const row of rows) say(`${row.name} is there in part`, row.records.result === cases);
  const names = new Set(rows.map(({ name }) => name.split('/').pop() ?? ''));
  say('a document is there twice', names.size === rows.length);
  const practices = await reader.practices({ known: Number.MAX_SAFE_INTEGER });
  say(`${practices.length} practices of ${rows.length} documents`, practices.length === rows.length);
  say('results are missing or too many', (await resultsOf(reader)) === rows.length * cases);
  const leaves = await checkLog(reader).catch((error: unknown) => {
    wrong.push(String(error));
    return rows.length;
  });
  say(`${leaves} leaves of ${rows.length} documents`, leaves === rows.length);
  return { wrong, names };
}

async function resultsOf(reader: Reader): Promise<number> {
  let count = 0;
  let after: string | undefined;
  do {
    const page = await reader.findings({}, { limit: 10_000, ...(after !== undefined && { after }) });
    count += page.rows.length;
    after = page.next;
  } while (after !== undefined);
  return count;
}
