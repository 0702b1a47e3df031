import type { Document } from '../../formats/document.ts';
import type { Reading } from '../../records/record.ts';
import { listed } from '../shared/listing.ts';
import { productOf } from '../shared/products.ts';
import { type Heard, hear, heardFrom } from '../shared/telemetry.ts';
import { PRODUCTS } from './products.ts';

/**
 * Hosts that an endpoint or network security product knows, each heard from when its agent last reported, and
 * what was detected. Of a detection the rule's name, its severity, its host and its time are kept, and nothing
 * of what triggered it.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readEndpointSecurity(document: Document): AsyncGenerator<Reading> {
  const known = productOf(document.head, PRODUCTS);
  const product = known?.product ?? PRODUCTS[0];
  if (!product) return;
  yield { kind: 'envelope', tool: { name: product.tool } };
  const heard: Heard = { count: 0, latest: undefined };
  for await (const { pointer, item } of listed(document, [known?.pattern ?? '/resources/*'])) {
    const found = item && product.read(item);
    if (!found) {
      yield { kind: 'problem', where: pointer, why: product.expects };
      continue;
    }
    for (const reading of found) {
      if (reading.kind === 'resource') hear(heard, reading.at);
      yield reading;
    }
  }
  yield* heardFrom(product.tool, heard);
}
