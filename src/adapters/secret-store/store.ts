import type { Members } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Resource } from '../../records/record.ts';
import type { Product } from '../shared/products.ts';

/** A store of secrets, and what it says of one: never its value. */
export interface Store extends Product {
  readonly tool: string;
  read(row: Members): Kept | undefined;
}

/** What a store says of a secret. */
export interface Kept {
  readonly secret: Resource;
  /** Whether the store changes it by itself; undefined where the store does not say. */
  readonly rotates?: boolean | undefined;
  /** When the store last rotated it. */
  readonly rotated?: Instant | undefined;
  /** When a version of it was set, where the row is a version. */
  readonly versionSet?: Instant | undefined;
  /** When its value was last changed. */
  readonly changed?: Instant | undefined;
  /** When it was last used: the value that was used was as old as this is after `changed`. */
  readonly used?: Instant | undefined;
  /** Whether it ends by itself; undefined where the store does not say. */
  readonly expires?: boolean | undefined;
}
