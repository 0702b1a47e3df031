import type { Document } from '../../formats/document.ts';
import type { Members } from '../../formats/schema.ts';
import type { Problem, Reading, ResourceRef } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { awsItems } from '../shared/aws-answer.ts';
import { automatedBackup } from './automated.ts';
import { describedDatabase, snapshotDatabase } from './database.ts';
import { sharedByOthers, snapshot } from './snapshot.ts';

/** How the elements of each list are read. */
const LISTS: Readonly<
  Record<string, (item: Members, pointer: string, of: ResourceRef) => Generator<Reading>>
> = {
  DBSnapshots: snapshot,
  DBClusterSnapshots: snapshot,
  DBInstances: automatedBackup,
  DBClusters: automatedBackup,
  DBInstanceAutomatedBackups: automatedBackup,
};

/**
 * Snapshots, databases and automated backups as RDS describes them (Amazon RDS API Reference: DBSnapshot,
 * DBClusterSnapshot, DBInstance, DBCluster, DBInstanceAutomatedBackup).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readRds(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'AWS RDS' } };
  const accounts = accountsOnce();
  const described = new Set<string>();
  for await (const { list, pointer, item } of awsItems(document, Object.keys(LISTS))) {
    const read = LISTS[list];
    if (!read) continue;
    if (!item) {
      yield problem(pointer, 'Expected an object.');
      continue;
    }
    // Snapshots that other accounts share back up nothing of ours, and the database is theirs.
    if (sharedByOthers(item)) continue;
    const database = list.endsWith('Snapshots') ? snapshotDatabase(item) : describedDatabase(item);
    if (!database) {
      yield problem(
        pointer,
        'Names no database: expected its ARN, or an identifier and the ARN of a snapshot.',
      );
      continue;
    }
    yield* accounts(database.account);
    const id = database.keys.join(' ');
    if (!described.has(id)) {
      described.add(id);
      yield database;
    }
    yield* read(item, pointer, { type: 'database', keys: database.keys });
  }
}

function problem(where: string, why: string): Problem {
  return { kind: 'problem', where, why };
}
