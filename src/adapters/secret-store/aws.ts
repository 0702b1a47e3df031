import { asBoolean, asString } from '../../formats/schema.ts';
import { arnKey } from '../../records/key.ts';
import { accountOfArn, parseArn } from '../shared/arn.ts';
import { awsInstant, awsTags } from '../shared/aws-answer.ts';
import { ownerOf } from '../shared/owner.ts';
import { has } from '../shared/products.ts';
import type { Store } from './store.ts';

/** AWS Secrets Manager (API Reference: SecretListEntry, DescribeSecret). */
export const aws: Store = {
  tool: 'AWS Secrets Manager',
  wrappers: ['SecretList', 'data.SecretList', 'data'],
  knows: (row) => has(row, 'Name') && parseArn(asString(row.ARN) ?? '')?.service === 'secretsmanager',
  read(row) {
    const arn = asString(row.ARN);
    if (!arn || !parseArn(arn)) return undefined;
    const name = asString(row.Name) ?? parseArn(arn)?.resource ?? arn;
    const account = accountOfArn(arn);
    const region = asString(row.PrimaryRegion) ?? parseArn(arn)?.region;
    const tags = awsTags(row.Tags);
    const owner = ownerOf(tags) ?? asString(row.OwningService);
    return {
      secret: {
        kind: 'resource',
        type: 'secret',
        keys: [arnKey(arn)],
        name,
        ...(account && { account }),
        ...(region && { region }),
        ...(owner && { owner }),
        ...(tags && { tags }),
      },
      // The answer leaves it out where rotation was never set up.
      rotates: asBoolean(row.RotationEnabled) ?? false,
      rotated: awsInstant(row.LastRotatedDate),
      changed: awsInstant(row.LastChangedDate) ?? awsInstant(row.CreatedDate),
      used: awsInstant(row.LastAccessedDate),
    };
  },
};
