import { z } from 'zod';
import { AspectWord, Instant, SeverityWord } from './words.ts';

const maybe = z.string().nullable();
const truth = z.boolean().nullable().describe('null where nothing says it');
/** Whose a row is: the id and the name of a system. */
const Owned = { system: maybe, systemName: maybe };
const Seen = { firstSeen: Instant, lastSeen: Instant };

export const ThingRow = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  ...Owned,
  owner: maybe,
  account: maybe,
  public: truth,
  pii: truth,
  ...Seen,
  keys: z.array(z.string()),
});

export const FindingRow = z.object({
  fingerprint: z.string(),
  severity: SeverityWord,
  aspect: AspectWord,
  rule: z.string(),
  title: maybe,
  resource: maybe,
  location: maybe,
  ...Owned,
  tools: z.array(z.string()).describe('Those that state it of the same thing'),
  openSince: Instant,
  ...Seen,
  message: maybe,
  thing: maybe,
  document: z.string().describe('The document that last spoke of it'),
});

export const IdentityRow = z.object({
  name: z.string(),
  type: z.string(),
  ...Owned,
  account: maybe,
  central: truth.describe('Known to the central directory'),
  active: truth,
  admin: truth,
  mfa: truth,
  created: Instant.nullable(),
  lastUsed: Instant.nullable(),
  credentialChanged: Instant.nullable(),
  ...Seen,
  thing: maybe,
  document: z.string(),
});

export const ComponentRow = z.object({
  name: z.string(),
  version: maybe,
  licence: maybe,
  ecosystem: maybe,
  systems: z.array(z.object({ id: z.string(), name: z.string() })),
  places: z.number().describe('Things that hold it'),
  ...Seen,
});

export const ChargeRow = z.object({
  month: z.string().describe('In UTC, as bills are: 2026-11'),
  amount: z.number(),
  currency: z.string(),
  ...Owned,
  service: maybe,
  account: maybe,
  owner: maybe,
  charges: z.number().describe('Lines that it is the sum of'),
  document: z.string().describe('A document that has some of them'),
});

const Amounts = z.array(z.object({ currency: z.string(), amount: z.number() }));

/** GET /things/facets and the like: what the rows that a filter leaves can be narrowed by. */
export const Facets = z.object({
  total: z.number(),
  amounts: Amounts.describe('Sums of the rows, by currency; empty where they are no charges'),
  facets: z.array(
    z.object({
      facet: z.string(),
      values: z
        .array(
          z.object({
            value: z.string().describe('Empty: nothing is known of it'),
            name: z.string(),
            count: z.number(),
            amounts: Amounts,
          }),
        )
        .describe('The 100 that most rows have'),
      more: z.boolean(),
    }),
  ),
});

/** GET /things/:thing */
export const ThingSeen = z.object({
  rows: z.array(
    z.object({
      ...Owned,
      at: Instant,
      document: z.string(),
      documentName: z.string(),
      aspects: z.array(AspectWord).describe('Those that it shows to reach the thing'),
    }),
  ),
});

/** GET /components/places */
export const ComponentPlaces = z.object({
  rows: z.array(
    z.object({
      ...Owned,
      thing: maybe,
      thingName: maybe,
      ...Seen,
      document: z.string(),
    }),
  ),
});
