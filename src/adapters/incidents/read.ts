import type { Document } from '../../formats/document.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { listed } from '../shared/listing.ts';
import { productOf } from './products.ts';

/**
 * Incidents and schedules as their product lists or sends them (PagerDuty REST API v2 and webhooks v3;
 * Opsgenie Alert, Incident and Schedule API and webhook integration; Splunk On-Call API, public and reporting).
 * @throws Refusal `invalid` where no product's shape is found, `malformed`, `truncated`, `too-large`
 */
export async function* readIncidents(document: Document): AsyncGenerator<Reading> {
  const product = productOf(document.head);
  if (!product) {
    throw new Refusal('invalid', 'There are no incidents in it.', { file: document.path });
  }
  yield { kind: 'envelope', tool: { name: product.tool } };
  const services = new Set<string>();
  for await (const { pointer, item } of listed(document, [product.pattern])) {
    if (!item) {
      yield { kind: 'problem', where: pointer, why: 'Expected an object.' };
      continue;
    }
    for (const reading of product.read(item, pointer)) {
      const id = reading.kind === 'resource' ? reading.keys.join(' ') : undefined;
      if (id !== undefined && services.has(id)) continue;
      if (id !== undefined) services.add(id);
      yield reading;
    }
  }
}
