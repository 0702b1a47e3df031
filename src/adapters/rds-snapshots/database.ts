import { asBoolean, asString, type Members } from '../../formats/schema.ts';
import { arnKey, cloudKey, type Key } from '../../records/key.ts';
import type { Resource } from '../../records/record.ts';
import { accountOfArn, parseArn } from '../shared/arn.ts';
import { awsTags } from '../shared/aws-answer.ts';
import { ownerOf } from '../shared/owner.ts';

/** The database that a snapshot was taken of: its ARN is made from the snapshot's, which names the account. */
export function snapshotDatabase(item: Members): Resource | undefined {
  const instance = asString(item.DBInstanceIdentifier);
  const name = instance ?? asString(item.DBClusterIdentifier);
  const arn = asString(item.DBSnapshotArn) ?? asString(item.DBClusterSnapshotArn);
  const parts = arn === undefined ? undefined : parseArn(arn);
  if (!name || !parts) return undefined;
  // A copy lies in another region than the database that it was taken of.
  const region = asString(item.SourceRegion) ?? parts.region;
  const kind = instance ? 'db' : 'cluster';
  return database(
    `arn:${parts.partition}:rds:${region}:${parts.account}:${kind}:${name}`,
    name,
    item,
    asString(item.DbiResourceId) ?? asString(item.DbClusterResourceId),
  );
}

/** The database that is described itself, or that an automated backup is of. */
export function describedDatabase(item: Members): Resource | undefined {
  const arn = asString(item.DBInstanceArn) ?? asString(item.DBClusterArn);
  if (!arn || !parseArn(arn)) return undefined;
  const name = asString(item.DBInstanceIdentifier) ?? asString(item.DBClusterIdentifier);
  const id = asString(item.DbiResourceId) ?? asString(item.DbClusterResourceId);
  const found = database(arn, name ?? arn, item, id);
  const reachable = asBoolean(item.PubliclyAccessible);
  return reachable === undefined ? found : { ...found, public: reachable };
}

function database(arn: string, name: string, item: Members, id: string | undefined): Resource {
  const keys: Key[] = [arnKey(arn)];
  // Outlasts a change of the identifier, and is unique in AWS.
  if (id) keys.push(cloudKey('aws', id));
  const account = accountOfArn(arn);
  const region = parseArn(arn)?.region;
  const tags = awsTags(item.TagList);
  const owner = ownerOf(tags);
  return {
    kind: 'resource',
    type: 'database',
    keys,
    name,
    ...(account && { account }),
    ...(region && { region }),
    ...(owner && { owner }),
    ...(tags && { tags }),
  };
}
