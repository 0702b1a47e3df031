import type { DumpRow } from '../src/store/rows.ts';
import type { Store } from '../src/store/store.ts';

/** A tile is made of the leaves' hashes, and these of salts; where the log is kept has a random name, too. */
const SALTED: ReadonlySet<string> = new Set(['log_tile']);

/**
 * Every row of an organization as lines that are the same wherever the same was imported: without what is
 * random on purpose, the salts of the log and the hashes that they lead to.
 */
export async function canonical(store: Store, organization: string): Promise<string[]> {
  const lines: string[] = [];
  await store.dump(organization, async ({ table, row }) => {
    if (SALTED.has(table) || (table === 'note' && row['name'] === 'log')) return;
    lines.push(JSON.stringify(table === 'log_leaf' ? { table, row: unsalted(row) } : { table, row }));
  });
  return lines;
}

function unsalted(row: DumpRow['row']): unknown {
  const { hash: _, data, ...rest } = row;
  const { salt: __, ...facts } = JSON.parse(String(data)) as Record<string, unknown>;
  return { ...rest, facts };
}
