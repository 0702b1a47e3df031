import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountOfArn, awsResource, parseArn } from './arn.ts';

const part = fc.stringMatching(/^[a-z0-9-]{1,20}$/);

test('an ARN comes apart into what it was made of', () => {
  fc.assert(
    fc.property(
      part,
      part,
      part,
      part,
      fc.stringMatching(/^[a-z0-9:/-]{1,40}$/),
      (partition, service, region, account, resource) => {
        const parts = { partition, service, region, account, resource };
        expect(parseArn(`arn:${partition}:${service}:${region}:${account}:${resource}`)).toEqual(parts);
      },
    ),
  );
});

test.each(['', 'arn', 'arn:aws:s3', 'arn:aws:s3:::', 'bucket', 'urn:aws:s3:::bucket'])(
  '%j is no ARN',
  (text) => {
    expect(parseArn(text)).toBeUndefined();
  },
);

test.each([
  ['arn:aws:rds:eu-west-1:111122223333:db:ledger', 'account:aws:111122223333'],
  ['arn:aws:s3:::bucket', undefined],
  ['arn:aws:iam::aws:policy/AdministratorAccess', undefined],
])('the account of %s is %s', (arn, account) => {
  expect(accountOfArn(arn)).toBe(account);
});

test.each([
  ['arn:aws:rds:eu-west-1:111122223333:cluster:shop', 'database', 'shop'],
  ['arn:aws-cn:dynamodb:cn-north-1:111122223333:table/sessions', 'database', 'sessions'],
  ['arn:aws:dynamodb:eu-west-1:111122223333:table/sessions/backup/1', 'other', '1'],
  ['arn:aws:s3:::bucket', 'bucket', 'bucket'],
  ['arn:aws:s3:::bucket/key', 'other', 'key'],
  ['arn:aws:rds:eu-west-1:111122223333:snapshot:rds:shop-1', 'other', 'shop-1'],
])('%s is a %s', (arn, type, name) => {
  expect(awsResource(arn)).toEqual({ type, keys: [arn], name });
});

test('an instance goes by its id as well, which other tools know it by', () => {
  const arn = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0';
  expect(awsResource(arn)).toEqual({
    type: 'host',
    keys: [arn, 'aws:i-0123456789abcdef0'],
    name: 'i-0123456789abcdef0',
  });
});
