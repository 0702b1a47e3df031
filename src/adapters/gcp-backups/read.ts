import type { Document } from '../../formats/document.ts';
import { asInstant, asObject, asString, asText, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import type { Automation } from '../../records/words.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { backup } from '../shared/backup.ts';
import { elements } from '../shared/elements.ts';
import { databaseOf, describedInstance } from './database.ts';

/** Members that hold the list, where it is not bare. */
export const LISTS = ['items', 'backups'] as const;

/** Who made it: Cloud SQL by schedule, or someone by a call, which may have been a script's. */
const AUTOMATION: ReadonlyMap<string, Automation> = new Map([
  ['AUTOMATED', 'full'],
  ['ON_DEMAND', 'semi'],
]);

/**
 * Backup runs, operations and instances (Cloud SQL Admin API: backupRuns.list, operations.list,
 * instances.list), as printed, as answered and as recorded.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readGcpBackups(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Google Cloud SQL' } };
  const accounts = accountsOnce();
  const named = new Set<string>();
  for await (const { pointer, item } of elements(document, LISTS)) {
    const kind = asString(item?.kind);
    if (kind?.endsWith('List')) continue; // an answer without elements
    const database = item && databaseOf(item);
    if (!item || !database) {
      yield { kind: 'problem', where: pointer, why: 'Expected an object that names its instance.' };
      continue;
    }
    yield* accounts(database.account);
    const id = database.keys.join(' ');
    if (!named.has(id)) {
      named.add(id);
      yield database;
    }
    const of = { type: 'database', keys: database.keys, name: database.name ?? id } as const;
    if (kind === 'sql#instance') yield* describedInstance(item, of);
    else if (kind === 'sql#operation') yield* operation(item, pointer, of);
    else yield* run(item, pointer, of);
  }
}

type Of = Parameters<typeof describedInstance>[1];

/** A backup run; one that is not finished, was skipped or deleted is nothing. */
function* run(item: Members, pointer: string, of: Of): Generator<Reading> {
  const status = (asString(item.status) ?? asString(item.state))?.toUpperCase();
  if (status === undefined) {
    yield { kind: 'problem', where: `${pointer}/status`, why: 'Expected the state of the backup.' };
    return;
  }
  if (status !== 'SUCCESSFUL' && status !== 'FAILED') return;
  const interval = asObject(item.backupInterval);
  const at =
    asInstant(item.startTime) ??
    asInstant(interval?.startTime) ??
    asInstant(item.enqueuedTime) ??
    asInstant(item.endTime);
  if (at === undefined) {
    yield { kind: 'problem', where: `${pointer}/startTime`, why: 'Expected the time of the backup.' };
    return;
  }
  const type = asString(item.type)?.toUpperCase() ?? '';
  yield* backup({
    of,
    at,
    outcome: status === 'SUCCESSFUL' ? 'success' : 'failure',
    automation: AUTOMATION.get(type),
    reference: asText(item.id) ?? asString(item.name),
    note: type === 'AUTOMATED' ? 'Cloud SQL automated backup' : 'Cloud SQL backup',
  });
}

const NOTES: ReadonlyMap<string, string> = new Map([
  ['RESTORE_VOLUME', 'Cloud SQL restore'],
  ['BACKUP_VOLUME', 'Cloud SQL backup'],
  ['BACKUP', 'Cloud SQL backup'],
]);

/** A finished operation, where it is a backup or a restore. */
function* operation(item: Members, pointer: string, of: Of): Generator<Reading> {
  const type = asString(item.operationType)?.toUpperCase() ?? '';
  const note = NOTES.get(type);
  if (!note || asString(item.status)?.toUpperCase() !== 'DONE') return;
  const at = asInstant(item.endTime) ?? asInstant(item.startTime) ?? asInstant(item.insertTime);
  if (at === undefined) {
    yield { kind: 'problem', where: `${pointer}/endTime`, why: 'Expected the time of the operation.' };
    return;
  }
  yield* backup({
    of,
    at,
    outcome: item.error ? 'failure' : 'success',
    restored: type === 'RESTORE_VOLUME',
    reference: asString(item.name),
    note,
  });
}
