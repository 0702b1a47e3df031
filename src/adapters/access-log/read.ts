import type { Document } from '../../formats/document.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { listed } from '../shared/listing.ts';
import { entries, logDays, logSource } from '../shared/log-days.ts';
import { oneLine } from '../shared/one-line.ts';
import { productOf } from '../shared/products.ts';
import type { Entry } from './log.ts';
import { LOGS } from './logs.ts';

/**
 * Sign-ins and what administrators did, as events; that the log arrives, as telemetry, once a day of it.
 * @throws Refusal `malformed`, `truncated`, `too-large`; `unrecognised` where no product is known by its head
 */
export async function* readAccessLog(document: Document): AsyncGenerator<Reading> {
  const known = productOf(document.head, LOGS);
  if (!known) {
    throw new Refusal('unrecognised', 'No entry of a known access log stands at the beginning.', {
      file: document.path,
    });
  }
  const { product, pattern } = known;
  yield { kind: 'envelope', tool: { name: product.title } };
  const days = logDays();
  for await (const { pointer, item } of listed(document, [pattern])) {
    const entry = item && product.read(item);
    if (!entry || entry.at === undefined) {
      yield { kind: 'problem', where: pointer, why: 'Expected an entry with its type and time.' };
      continue;
    }
    if (!days.any) yield logSource(product.id, product.title);
    days.hear(entry.at);
    yield event(entry);
  }
  yield* days.practices('telemetry', (count) => `${product.title}: ${entries(count)}`);
}

function event({ what, at, who = [], outcome, severity, reference }: Entry): Reading {
  return {
    kind: 'event',
    type: 'access',
    aspect: 'access',
    title: oneLine(outcome ? `${what} (${outcome.toLowerCase()})` : what, 120),
    ...(at !== undefined && { at }),
    ...(severity && { severity }),
    ...(who.length > 0 && { resource: { type: 'identity', keys: who } }),
    ...(reference && { reference }),
  };
}
