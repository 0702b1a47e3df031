import type { Members } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Key } from '../../records/key.ts';
import type { Severity } from '../../records/words.ts';
import type { Product } from '../shared/products.ts';

/** A log of sign-ins or of what administrators did, and how it writes one entry. */
export interface AccessLog extends Product {
  /** For the log source, e.g. `okta-system-log`. */
  readonly id: string;
  /** For people, e.g. `Okta System Log`. */
  readonly title: string;
  /** The entry; undefined where it says neither what nor when. */
  read(row: Members): Entry | undefined;
}

/**
 * What is kept of an entry: no address, device, place or message, and of the person only the keys by which
 * the directory knows them.
 */
export interface Entry {
  readonly what: string;
  readonly at: Instant | undefined;
  readonly who?: readonly Key[] | undefined;
  readonly outcome?: string | undefined;
  readonly severity?: Severity | undefined;
  readonly reference?: string | undefined;
}
