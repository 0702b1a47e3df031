import { asInstant, asString, type Members } from '../../formats/schema.ts';
import { cloudKey, otherKey } from '../../records/key.ts';
import type { Reading, ResourceRef, ResourceType } from '../../records/record.ts';
import { azureRef } from '../shared/azure-item.ts';
import { backup } from '../shared/backup.ts';

/** What Azure Backup calls what it protects (`backupManagementType`, `dataSourceType`, container names). */
const TYPES: readonly (readonly [RegExp, ResourceType])[] = [
  [/sql|postgres|mysql|database|hana/i, 'database'],
  [/fileshare|azurestorage|disk/i, 'volume'],
  [/blob|storageaccount|adls/i, 'bucket'],
  [/iaasvm|vmcontainer|virtualmachine|mab|windows/i, 'host'],
  [/kubernetes|managedcluster/i, 'cluster'],
];

/** What is protected: by its own id where the answer has it, else by the vault and the name. */
export function protectedBy(item: Members): ResourceRef | undefined {
  const source =
    asString(item.sourceResourceId) ?? asString(item.virtualMachineId) ?? asString(item.dataSourceId);
  const named = source && azureRef(source);
  // A database on a machine has the id of the machine as its source.
  const kind = `${asString(item.backupManagementType) ?? ''} ${asString(item.workloadType) ?? ''} ${
    asString(item.dataSourceType) ?? ''
  }`;
  const friendly = asString(item.entityFriendlyName) ?? asString(item.friendlyName);
  const workload = /sqldatabase|hana|azureworkload/i.test(kind);
  if (named && !workload) return named;
  const id = asString(item.id) ?? '';
  // The container's name has the group and the name of the machine: `…;iaasvmcontainerv2;GROUP;NAME/…`.
  const machine =
    /^(\/subscriptions\/[^/]+)\/.*\/protectionContainers\/[^/;]*;iaasvmcontainerv2;([^;/]+);([^;/]+)\//i.exec(
      `${id}/`,
    );
  if (machine) {
    const [, subscription, group, name = ''] = machine;
    const own = `${subscription}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`;
    return { type: 'host', keys: [cloudKey('azure', own)], name };
  }
  const vault = /^(.*?\/(?:vaults|backupVaults)\/[^/]+)\//i.exec(id)?.[1];
  const name = friendly ?? asString(item.dataSourceName);
  if (!vault || !name) return undefined;
  const type = TYPES.find(([pattern]) => pattern.test(kind))?.[1] ?? 'other';
  return { type, keys: [otherKey('azure-backup', `${vault}/${name}`.toLowerCase())], name };
}

/** A recovery point of a protected item. */
export function* recoveryPoint(item: Members, pointer: string): Generator<Reading> {
  const at = asInstant(item.recoveryPointTime);
  if (at === undefined) {
    yield { kind: 'problem', where: `${pointer}/recoveryPointTime`, why: 'Expected the time.' };
    return;
  }
  yield* backup({
    of: protectedBy(item),
    at,
    outcome: 'success',
    reference: asString(item.name),
    note: 'Azure Backup recovery point',
  });
}

/** A protected item: what is backed up, when it last was, and how that ended. */
export function* protectedItem(item: Members, pointer: string): Generator<Reading> {
  const of = protectedBy(item);
  if (!of) {
    yield { kind: 'problem', where: pointer, why: 'Expected what is protected.' };
    return;
  }
  yield { kind: 'resource', ...of };
  const state = asString(item.protectionState)?.toLowerCase() ?? '';
  yield {
    kind: 'rule',
    type: 'backup',
    id: `azure-backup:${of.keys[0] ?? ''}`,
    title: `Backup by policy ${asString(item.policyName) ?? 'without a name'}`,
    enabled: !/stopped|paused|notprotected/.test(state),
    resource: of,
  };
  const status = asString(item.lastBackupStatus)?.toLowerCase();
  const failed = status === 'failed';
  const at = failed
    ? asInstant(item.lastBackupTime)
    : (asInstant(item.lastRecoveryPoint) ?? asInstant(item.lastBackupTime));
  if (at === undefined || at <= 0) return;
  yield* backup({
    of,
    at,
    outcome: failed ? 'failure' : 'success',
    note: 'Azure Backup of a protected item',
  });
}
