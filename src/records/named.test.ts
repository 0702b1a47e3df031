import { expect, test } from 'vitest';
import { NAMED_TYPES, namedResource } from './named.ts';

test.each([
  ['host:Web-1.example.com', { type: 'host', keys: ['host:web-1.example.com'], name: 'Web-1.example.com' }],
  ['database:orders', { type: 'database', keys: ['database:orders'], name: 'orders' }],
  [
    'database:arn:aws:rds:eu-west-1:111122223333:db:orders',
    {
      type: 'database',
      keys: ['arn:aws:rds:eu-west-1:111122223333:db:orders'],
      name: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
    },
  ],
  [
    'bucket:/subscriptions/A/x',
    { type: 'bucket', keys: ['azure:/subscriptions/a/x'], name: '/subscriptions/A/x' },
  ],
  ['host:', undefined],
  ['host', undefined],
  ['secret:x', undefined],
  ['', undefined],
])('%s', (text, resource) => {
  expect(namedResource(text)).toEqual(resource);
});

test('each type can be named', () => {
  for (const type of NAMED_TYPES) expect(namedResource(`${type}:x.example.com/a`)?.type).toBe(type);
});
