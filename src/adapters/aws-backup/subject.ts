import { asString, type Members } from '../../formats/schema.ts';
import type { ResourceRef } from '../../records/record.ts';
import { awsResource, parseArn } from '../shared/arn.ts';

/** What was backed up, where the item says so. */
export function backedUp(item: Members): ResourceRef | undefined {
  const named = asString(item.ResourceArn) ?? asString(item.SourceResourceArn);
  const arn = named ?? tableOf(asString(item.RecoveryPointArn));
  if (!arn || !parseArn(arn)) return undefined;
  const resource = awsResource(arn);
  const name = asString(item.ResourceName);
  return name ? { ...resource, name } : resource;
}

/** DynamoDB's own backups lie below their table: `…:table/NAME/backup/ID`. Other recovery points name nothing. */
function tableOf(recoveryPoint: string | undefined): string | undefined {
  return recoveryPoint && /^(arn:[^:]*:dynamodb:[^/]+\/[^/]+)\/backup\//.exec(recoveryPoint)?.[1];
}
