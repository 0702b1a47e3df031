import type { Instant } from '../records/instant.ts';
import type { Key } from '../records/key.ts';
import type { Page, Paged, ResultRow, ThingRow } from './rows.ts';

/** What each list can be narrowed by: a row has one value of each, and '' where nothing is known of it. */
export const FACETS = {
  things: ['kind', 'system', 'owner', 'account', 'public', 'pii'],
  findings: ['severity', 'aspect', 'system', 'tool', 'rule'],
  identities: ['type', 'system', 'account', 'central', 'active', 'admin', 'mfa'],
  components: ['ecosystem', 'system', 'licence'],
} as const;

/** The orders that an index gives, the usual one first. */
export const ORDERS = {
  things: ['name', 'newest'],
  findings: ['worst', 'newest', 'oldest'],
  identities: ['name'],
  components: ['name'],
} as const;

export type ListName = keyof typeof FACETS;
export type FacetOf<List extends ListName> = (typeof FACETS)[List][number];
export type OrderOf<List extends ListName> = (typeof ORDERS)[List][number];

/** What of a list is wanted. */
export interface ListFilter<List extends ListName = ListName> {
  /** A row has one of the values of each facet that is named; `yes`, `no` and '' where it is a truth. */
  chosen?: Partial<Record<FacetOf<List>, readonly string[]>>;
  /** Letters that a row's words hold, of ASCII in either case. */
  search?: string;
  /** Rows of these systems only. */
  within?: readonly string[];
}

/** How many rows have each value, the most first. */
export interface FacetCounts {
  facet: string;
  values: { value: string; count: number }[];
  /** There are more values than are told. */
  more: boolean;
}

/** Someone or something that can sign in, as the newest document says it. */
export interface IdentityRow {
  /** The thing that it is. */
  thing: string | undefined;
  system: string | undefined;
  name: string;
  type: string;
  account: Key | undefined;
  central: boolean | undefined;
  active: boolean | undefined;
  admin: boolean | undefined;
  mfa: boolean | undefined;
  created: Instant | undefined;
  used: Instant | undefined;
  /** When its oldest credential was last changed. */
  changed: Instant | undefined;
  firstSeen: Instant;
  lastSeen: Instant;
  /** The document that last spoke of it. */
  document: string;
}

/** One version of a piece of software, wherever it is. */
export interface ComponentRow {
  name: string;
  version: string | undefined;
  licence: string | undefined;
  ecosystem: string | undefined;
  /** Ids of the systems that have it. */
  systems: string[];
  /** Things that hold it. */
  places: number;
  firstSeen: Instant;
  lastSeen: Instant;
}

/** Where one version of a piece of software is. */
export interface ComponentPlace {
  system: string | undefined;
  thing: string | undefined;
  thingName: string | undefined;
  firstSeen: Instant;
  lastSeen: Instant;
  document: string;
}

/** What was paid in one month for the same. */
export interface ChargeRow {
  /** In UTC, as bills are: `2026-11`. */
  month: string;
  system: string | undefined;
  service: string | undefined;
  account: Key | undefined;
  owner: string | undefined;
  currency: string;
  /** Rounded to hundredths. */
  amount: number;
  /** Lines that it is the sum of. */
  charges: number;
  /** A document that has some of them. */
  document: string;
}

/** A document that saw a thing. */
export interface ThingSeen {
  system: string | undefined;
  at: Instant;
  document: string;
  documentName: string;
  /** Bit i: the sighting reaches ASPECTS[i]. */
  aspects: number;
}

export interface ListReader {
  /** Things that count as themselves. What they are narrowed by is what is known under their own names. */
  listThings(
    filter: ListFilter<'things'>,
    order: OrderOf<'things'>,
    page: Page,
  ): Promise<Paged<ThingRow & { keys: Key[] }>>;
  /** What saw a thing, newest first; at most a hundred. */
  thingSeen(thing: string): Promise<ThingSeen[]>;
  /** Open ones; what several tools state of a thing is one, with the tools as `sources`. */
  listFindings(
    filter: ListFilter<'findings'>,
    order: OrderOf<'findings'>,
    page: Page,
  ): Promise<Paged<ResultRow & { thingName: string | undefined; sources: string[] }>>;
  /** By name. */
  listIdentities(filter: ListFilter<'identities'>, page: Page): Promise<Paged<IdentityRow>>;
  /** By name, version and licence. */
  listComponents(filter: ListFilter<'components'>, page: Page): Promise<Paged<ComponentRow>>;
  /** Where a version is: by system; at most a thousand. */
  componentPlaces(component: {
    name: string;
    version?: string | undefined;
    licence?: string | undefined;
  }): Promise<ComponentPlace[]>;
  /** All that was paid, summed up: the newest month first, in it the most. */
  charges(): Promise<ChargeRow[]>;
  /** Each facet's counts among the rows that the others leave. */
  facetCounts<List extends ListName>(list: List, filter: ListFilter<List>): Promise<FacetCounts[]>;
  /** Rows that a filter leaves. */
  countRows<List extends ListName>(list: List, filter: ListFilter<List>): Promise<number>;
}
