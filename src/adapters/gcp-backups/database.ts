import { asBoolean, asObject, asString, type Members } from '../../formats/schema.ts';
import { accountKey, otherKey } from '../../records/key.ts';
import type { Reading, Resource, ResourceRef } from '../../records/record.ts';
import { gcpLink } from '../shared/gcp-link.ts';
import { ownerOf } from '../shared/owner.ts';

/** The instance that a backup, an operation or a description is of. */
export function databaseOf(item: Members): Resource | undefined {
  const described = item.kind === 'sql#instance';
  const name = described
    ? asString(item.name)
    : (asString(item.instance) ?? asString(item.targetId))?.split('/').at(-1);
  if (!name) return undefined;
  // Operations and backups of a project link to themselves, which says nothing of the instance.
  const linked = asString(item.kind === 'sql#operation' ? item.targetLink : item.selfLink);
  const link = gcpLink(/^.*\/instances\/[^/]+/.exec(linked ?? '')?.[0]);
  const project =
    asString(item.project) ??
    asString(item.targetProject) ??
    /^projects\/([^/]+)\//.exec(asString(item.name) ?? '')?.[1];
  const made =
    link ??
    (project ? gcpLink(`//cloudsql.googleapis.com/projects/${project}/instances/${name}`) : undefined);
  const settings = asObject(item.settings);
  const labels = labelsOf(settings?.userLabels);
  const owner = ownerOf(labels);
  const region = asString(item.region);
  const account = made?.project ?? (project ? accountKey('gcp', project) : undefined);
  return {
    kind: 'resource',
    type: 'database',
    keys: made?.keys ?? [otherKey('cloud-sql', name)],
    name,
    ...(account && { account }),
    ...(region && { region }),
    ...(owner && { owner }),
    ...(labels && { tags: labels }),
  };
}

function labelsOf(value: unknown): Record<string, string> | undefined {
  const labels: Record<string, string> = Object.create(null);
  for (const [name, text] of Object.entries(asObject(value) ?? {})) {
    if (typeof text === 'string') labels[name] = text;
  }
  return Object.keys(labels).length > 0 ? labels : undefined;
}

/** What an instance's settings say of its automated backups. */
export function* describedInstance(item: Members, of: ResourceRef): Generator<Reading> {
  const configured = asObject(asObject(item.settings)?.backupConfiguration);
  const enabled = asBoolean(configured?.enabled);
  if (!configured || enabled === undefined) return;
  const recovery =
    asBoolean(configured.pointInTimeRecoveryEnabled) ?? asBoolean(configured.binaryLogEnabled) ?? false;
  yield {
    kind: 'rule',
    type: 'backup',
    id: `cloud-sql-automated-backup:${of.name ?? of.keys[0] ?? ''}`,
    title: recovery ? 'Automated backups with point-in-time recovery' : 'Automated backups',
    enabled,
    resource: of,
  };
}
