import { asString, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import type { Product } from '../shared/products.ts';

/** A central directory, and how it writes one of its entries. */
export interface Directory extends Product {
  /** Name of the tool, as the envelope has it. */
  tool(row: Members | undefined): string;
  /** The entry; undefined where it names nobody, `aside` where it is no person or machine (a group). */
  read(row: Members): Reading | 'aside' | undefined;
}

/** First and last name as one, where there is any. */
export function fullName(first: unknown, last: unknown): string | undefined {
  const name = [asString(first), asString(last)].filter((part) => part !== undefined).join(' ');
  return name === '' ? undefined : name;
}
