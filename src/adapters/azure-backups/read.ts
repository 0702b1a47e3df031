import type { Document } from '../../formats/document.ts';
import { asString, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { azureId, azureItem } from '../shared/azure-item.ts';
import { elements } from '../shared/elements.ts';
import { job } from './job.ts';
import { databaseBackup, longTermBackup, restorePoint } from './sql.ts';
import { protectedItem, recoveryPoint } from './vault.ts';

type Kind = 'long-term' | 'restore-point' | 'database' | 'job' | 'recovery-point' | 'item';

/** What an element is: by the type in its id, and by the members that only it has. */
const KINDS: readonly (readonly [type: RegExp, member: string, kind: Kind])[] = [
  [/longTermRetentionBackups$/i, 'backupTime', 'long-term'],
  [/^Microsoft\.Sql\/servers\/databases\/restorePoints$/i, 'restorePointType', 'restore-point'],
  [/^Microsoft\.Sql\/servers\/restorableDroppedDatabases$/i, 'earliestRestoreDate', 'database'],
  [/^Microsoft\.Sql\/(servers|managedInstances)\/databases$/i, 'earliestRestoreDate', 'database'],
  [/\/backup(Jobs|Vaults\/backupJobs)$/i, 'operation', 'job'],
  [/\/recoveryPoints$/i, 'recoveryPointTime', 'recovery-point'],
  [/\/protectedItems$/i, 'protectionState', 'item'],
];

/** Which of the lists an element belongs to; undefined where it is none of them. */
export function kindOf(item: Members): Kind | undefined {
  const type = azureId(asString(item.id))?.type ?? '';
  return KINDS.find(([pattern, member]) => pattern.test(type) && member in item)?.[2];
}

const READERS: Readonly<Record<Kind, (item: Members, pointer: string) => Generator<Reading>>> = {
  'long-term': longTermBackup,
  'restore-point': restorePoint,
  database: databaseBackup,
  job,
  'recovery-point': recoveryPoint,
  item: protectedItem,
};

/**
 * Backups as Azure lists them (Azure REST API: SQL Database, Recovery Services Backup, Data Protection), with
 * members flat as the command line prints them or under `properties`.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAzureBackups(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Azure' } };
  const accounts = accountsOnce();
  for await (const { pointer, item } of elements(document, ['value'])) {
    const flat = item && azureItem(item);
    const kind = flat && kindOf(flat);
    if (!flat || !kind) {
      // Serverless pools and the database `master` cannot be restored to a time.
      const master = flat && azureId(asString(flat.id))?.names.at(-1) === 'master';
      if (!master) yield { kind: 'problem', where: pointer, why: 'Expected a backup, a database or a job.' };
      continue;
    }
    yield* accounts(azureId(asString(flat.id))?.account);
    yield* READERS[kind](flat, pointer);
  }
}
