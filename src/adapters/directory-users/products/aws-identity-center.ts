import { asString } from '../../../formats/schema.ts';
import { identityKey, otherKey } from '../../../records/key.ts';
import { directoryUser } from '../../shared/directory.ts';
import { has, objectsOf } from '../../shared/products.ts';
import type { Directory } from '../directory.ts';

/** `aws identitystore list-users` (AWS IAM Identity Center, Identity Store API Reference: ListUsers). */
export const awsIdentityCenter: Directory = {
  wrappers: ['Users'],
  tool: () => 'AWS IAM Identity Center',
  knows: (row) => has(row, 'UserName', 'UserId', 'IdentityStoreId'),
  read(row) {
    const userName = asString(row.UserName);
    const mails = objectsOf(row.Emails);
    const signIn = asString((mails.find((mail) => mail.Primary === true) ?? mails[0])?.Value) ?? userName;
    if (!signIn) return undefined;
    const id = asString(row.UserId);
    return directoryUser({
      signIn,
      keys: [
        ...(userName?.includes('@') && userName !== signIn ? [identityKey(userName)] : []),
        ...(id ? [otherKey('aws-identity-center', id)] : []),
      ],
      name: asString(row.DisplayName),
      active: asString(row.UserStatus)?.toUpperCase() !== 'DISABLED',
    });
  },
};
