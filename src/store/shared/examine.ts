import { type Kysely, sql } from 'kysely';
import type { Finding } from '../rows.ts';
import type { Tables } from './tables.ts';

/** Named in a finding, at most. */
const SHOWN = 5;

/** Rows that must not be there: what is wrong with each, as SQL that gives one text column. */
const INVARIANTS: readonly { check: string; rows: string }[] = [
  {
    check: 'documents are read to their end',
    rows: `select organization || ' ' || sha256 as wrong from document where finished <> 1`,
  },
  {
    check: 'evidence belongs to a document',
    rows: `select distinct evidence.organization || ' ' || evidence.document as wrong from evidence
      left join document on document.organization = evidence.organization and document.sha256 = evidence.document
      where document.sha256 is null`,
  },
  {
    check: 'evidence is counted',
    rows: `select organization.id || ' counts ' || organization.evidence as wrong from organization
      where organization.evidence <> (select count(*) from evidence where evidence.organization = organization.id)`,
  },
  {
    check: 'documents are counted',
    rows: `select organization.id || ' counts ' || organization.documents as wrong from organization
      where organization.documents <> (select count(*) from document where document.organization = organization.id)`,
  },
  {
    check: 'evidence belongs to a system',
    rows: `select distinct evidence.organization || ' ' || evidence.system as wrong from evidence
      left join system on system.organization = evidence.organization and system.id = evidence.system
      where evidence.system is not null and system.id is null`,
  },
  {
    check: 'results are of things that are there',
    rows: `select result.organization || ' ' || result.fingerprint as wrong from result
      left join thing on thing.organization = result.organization and thing.id = result.thing
      where result.thing is not null and thing.id is null`,
  },
  {
    check: 'what fails is open since a time',
    rows: `select organization || ' ' || fingerprint as wrong from result where status = 'fail' and open_since is null`,
  },
  {
    check: 'keys name things that are there',
    rows: `select thing_key.organization || ' ' || thing_key.key as wrong from thing_key
      left join thing on thing.organization = thing_key.organization and thing.id = thing_key.thing
      where thing.id is null`,
  },
  {
    check: 'the log has no gap',
    rows: `select organization || ' has ' || count(*) || ' leaves, the last is ' || max(position) as wrong
      from log_leaf group by organization having count(*) <> max(position) + 1`,
  },
];

/** Asks the database about its files, and looks for rows that no write of ours could have left. */
export async function examine(db: Kysely<Tables>, integrity: () => Promise<string[]>): Promise<Finding[]> {
  const found: Finding[] = [{ check: 'the database finds its files whole', wrong: await integrity() }];
  // What cannot be read any more would only say so once more.
  if ((found[0]?.wrong.length ?? 0) > 0) return found;
  for (const { check, rows } of INVARIANTS) {
    found.push({ check, wrong: await broken(db, rows) });
  }
  return found;
}

async function broken(db: Kysely<Tables>, rows: string): Promise<string[]> {
  try {
    const wrong = await sql<{ wrong: string }>`${sql.raw(rows)} limit ${SHOWN}`.execute(db);
    return wrong.rows.map((row) => row.wrong);
  } catch (error) {
    // Damage can make a question one that cannot be asked any more.
    return [error instanceof Error ? error.message : String(error)];
  }
}
