import { asInstant, asString, type Members } from '../../formats/schema.ts';
import { cloudKey, type Key, otherKey } from '../../records/key.ts';
import type { Reading, Resource, ResourceRef } from '../../records/record.ts';
import { azureId } from '../shared/azure-item.ts';
import { backup } from '../shared/backup.ts';

/** Azure SQL servers share one name space, so that server and database name a database everywhere. */
function sqlKey(server: string, database: string): Key {
  return otherKey('azure-sql', `${server}/${database}`.toLowerCase());
}

function databaseOf(item: Members): Resource | undefined {
  const id = asString(item.id);
  const parts = azureId(id);
  if (!id || !parts) return undefined;
  const server = asString(item.serverName) ?? parts.names.at(/databases$/i.test(parts.type) ? -2 : 0);
  // Ids of what was dropped, kept or can be restored end in more than the name.
  const name = asString(item.databaseName) ?? parts.names.at(1);
  if (!server || !name) return undefined;
  const own = /^(.*\/(?:servers|managedInstances)\/[^/]+\/databases\/[^/]+)(?:\/|$)/i.exec(id)?.[1];
  return {
    kind: 'resource',
    type: 'database',
    keys: [...(own ? [cloudKey('azure', own)] : []), sqlKey(server, name)],
    name,
    account: parts.account,
  };
}

/** A backup that is kept for long (`az sql db ltr-backup list`). */
export function* longTermBackup(item: Members, pointer: string): Generator<Reading> {
  const database = databaseOf(item);
  const at = asInstant(item.backupTime);
  if (!database || at === undefined) {
    yield { kind: 'problem', where: pointer, why: 'Expected the server, the database and `backupTime`.' };
    return;
  }
  yield database;
  yield* backup({
    of: refOf(database),
    at,
    outcome: 'success',
    automation: 'full',
    reference: asString(item.backupName) ?? asString(item.name),
    note: 'Azure SQL long-term backup',
  });
}

/** A database that Azure backs up by itself, or one that was dropped and can be brought back. */
export function* databaseBackup(item: Members, pointer: string): Generator<Reading> {
  const database = databaseOf(item);
  if (!database) {
    yield { kind: 'problem', where: pointer, why: 'Expected the server and the name of the database.' };
    return;
  }
  // The server's own database holds no data, and Azure backs it up in its own way.
  if (database.name === 'master') return;
  const dropped = asInstant(item.deletionDate);
  const earliest = asInstant(item.earliestRestoreDate);
  if (dropped === undefined) yield database;
  // A database that was just made has none yet.
  if (earliest === undefined) return;
  yield* backup({
    of: refOf(database),
    at: dropped,
    outcome: 'success',
    automation: 'full',
    note: `Azure SQL automated backups, restorable to any time since ${day(earliest)}`,
  });
}

/** A point to which a database can be restored; a continuous one is a span up to now. */
export function* restorePoint(item: Members, pointer: string): Generator<Reading> {
  const database = databaseOf(item);
  const continuous = asString(item.restorePointType)?.toUpperCase() === 'CONTINUOUS';
  const at = asInstant(item.restorePointCreationDate);
  const earliest = asInstant(item.earliestRestoreDate);
  if (!database || (continuous ? earliest : at) === undefined) {
    yield {
      kind: 'problem',
      where: pointer,
      why: 'Expected the database and the time of the restore point.',
    };
    return;
  }
  yield database;
  yield* backup({
    of: refOf(database),
    at: continuous ? undefined : at,
    outcome: 'success',
    automation: continuous ? 'full' : undefined,
    note: continuous ? 'Azure SQL point-in-time restore' : 'Azure SQL restore point',
  });
}

function refOf({ type, keys, name }: Resource): ResourceRef {
  return { type, keys, ...(name && { name }) };
}

function day(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
