import type { Kysely } from 'kysely';
import type { ListReader } from '../../lists.ts';
import type { Scan } from '../scan.ts';
import type { Tables } from '../tables.ts';
import { charges } from './charges.ts';
import { countRows, facetCounts } from './facets.ts';
import { findingsReader } from './findings.ts';
import { latestReader } from './software.ts';
import { thingsReader } from './things.ts';

/** Lists of one organization, narrowed and counted. */
export function listReader(db: Kysely<Tables>, scan: Scan, organization: string): ListReader {
  return {
    ...thingsReader(db, organization),
    ...findingsReader(db, organization),
    ...latestReader(db, organization),
    charges: () => charges(db, scan, organization),
    facetCounts: (list, filter) => facetCounts(db, organization, list, filter),
    countRows: (list, filter) => countRows(db, organization, list, filter),
  };
}
