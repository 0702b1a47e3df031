import type { Head } from '../../formats/document.ts';
import { asArray, asObject, type Members, member } from '../../formats/schema.ts';
import { CERTAIN, type Certainty, LIKELY } from '../adapter.ts';

/** A product whose list of rows one adapter reads beside those of others. */
export interface Product {
  /**
   * Where rows can be: members with dots, e.g. `data.items`; `*` for lists under names of any kind. A bare
   * array, NDJSON, pages one after the other and one row by itself are always looked for.
   */
  readonly wrappers: readonly string[];
  /** Whether a row is this product's, by members that no other product has together, or by what is beside it. */
  knows(row: Members, answer: Members): boolean;
  /** Whether an answer without rows is this product's. */
  knowsEmpty?(answer: Members): boolean;
}

/** Which product wrote a document, and where its rows are. */
export interface Known<P> {
  readonly product: P;
  /** JSON Pointer of the rows with `*`, for streamJson; nothing at all for one row by itself. */
  readonly pattern: string;
  readonly certainty: Certainty;
}

/** Rows that are looked at: the first may be odd. */
const LOOKED_AT = 20;

/** The first product that knows one of the first rows, else the first that knows the answer without rows. */
export function productOf<P extends Product>(head: Head, products: readonly P[]): Known<P> | undefined {
  for (const product of products) {
    for (const { pattern, rows, answer } of placesIn(head.json, product.wrappers)) {
      if (rows.slice(0, LOOKED_AT).some((row) => product.knows(row, answer)))
        return { product, pattern, certainty: CERTAIN };
    }
  }
  const answer = asObject(head.json) ?? asObject(asArray(head.json)[0]);
  const empty = answer && products.find((product) => product.knowsEmpty?.(answer));
  if (!empty) return undefined;
  return {
    product: empty,
    pattern: `/${(empty.wrappers[0] ?? '').replaceAll('.', '/')}/*`,
    certainty: LIKELY,
  };
}

interface Rows {
  pattern: string;
  rows: readonly Members[];
  /** What holds the rows; nothing where that is a bare array. */
  answer: Members;
}

function* placesIn(root: unknown, wrappers: readonly string[]): Generator<Rows> {
  const page = Array.isArray(root) ? asObject(asArray(root)[0]) : asObject(root);
  const above = Array.isArray(root) ? '/*' : '';
  for (const wrapper of wrappers) {
    const steps = wrapper.split('.');
    const inside =
      wrapper === '*' ? Object.values(page ?? {}).find(Array.isArray) : page && member(page, ...steps);
    const rows = objectsIn(inside);
    if (page && rows.length > 0) yield { pattern: `${above}/${steps.join('/')}/*`, rows, answer: page };
  }
  if (Array.isArray(root)) yield { pattern: '/*', rows: objectsIn(root), answer: {} };
  else if (page) yield { pattern: '', rows: [page], answer: {} };
}

function objectsIn(value: unknown): readonly Members[] {
  const elements = Array.isArray(value) ? asArray(value) : Object.values(asObject(value) ?? {});
  return objectsOf(elements.slice(0, LOOKED_AT));
}

/** The objects in an array; other elements are left out. */
export function objectsOf(value: unknown): readonly Members[] {
  return asArray(value)
    .map(asObject)
    .filter((element) => element !== undefined);
}

/** Whether a row has all these members, whatever they hold. */
export function has(row: Members, ...names: readonly string[]): boolean {
  return names.every((name) => Object.hasOwn(row, name));
}
