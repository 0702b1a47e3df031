import type { Listing } from '../shared/listing.ts';

/** Where a recording of answers keeps the body of each. */
export const RECORDED = '/interactions/*/response/body/data';

/** Resources of Azure have an id, a type and a place; deployments have a state instead of the place. */
const MEMBERS: readonly (readonly string[])[] = [
  ['id', 'type', 'location'],
  ['id', 'type', 'subscriptionId'],
  ['id', 'properties.provisioningState', 'properties.timestamp'],
  ['subscriptionId', 'tenantId', 'state'],
];
const PLACES = ['/*', '/value/*', '/data/*'];

/** Lists that are known, and a recording whose first answer is about a subscription. */
export const LISTINGS: readonly Listing[] = [
  ...PLACES.flatMap((pattern) => MEMBERS.map((members) => ({ pattern, members }))),
  { pattern: RECORDED, members: ['id', 'properties.provisioningState'] },
  { pattern: `${RECORDED}/value/*`, members: ['id', 'type', 'location'] },
];

/** What is streamed: elements of lists, tables, and recorded answers. */
export const PATTERNS: readonly string[] = [
  '/*',
  '/value/*',
  '/data/*',
  '/data/columns',
  '/data/rows/*',
  RECORDED,
];
