import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import type { Item, Pattern } from './patterns.ts';
import { xmlItems } from './xml.ts';

/**
 * The values of a bill that these patterns name, whichever of JSON and XML it is written in.
 * @throws Refusal `malformed`, `truncated`, `too-large`, `doctype`
 */
export async function* bomItems(document: Document, patterns: readonly Pattern[]): AsyncGenerator<Item> {
  if (document.head.xml) {
    for await (const item of xmlItems(document)) if (patterns.includes(item.pattern)) yield item;
    return;
  }
  for await (const { pattern, pointer, value } of streamJson(document, patterns)) {
    const known = patterns.find((each) => each === pattern);
    if (known) yield { pattern: known, where: pointer, value };
  }
}
