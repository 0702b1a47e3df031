import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asInstant, asObject } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading } from '../../records/record.ts';
import { later } from '../shared/later.ts';
import { statementResults } from './statement.ts';

/**
 * Statements of whether products are affected by vulnerabilities (OpenVEX 0.2.0, and the drafts before).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readOpenvex(document: Document): AsyncGenerator<Reading> {
  let made: Instant | undefined;
  for await (const { value } of streamJson(document, ['/timestamp', '/last_updated']))
    made = later(made, asInstant(value));
  yield { kind: 'envelope', tool: { name: 'OpenVEX' }, ...(made !== undefined && { at: made }) };
  let statements = 0;
  for await (const { pointer, value } of streamJson(document, ['/statements/*'])) {
    const item = asObject(value);
    const results = item && statementResults(item);
    if (!item || !results) {
      yield {
        kind: 'problem',
        where: pointer,
        why: 'Expected a statement with a vulnerability and a known status.',
      };
      continue;
    }
    statements += 1;
    const at = later(asInstant(item.timestamp), asInstant(item.last_updated));
    for (const result of results) yield { ...result, ...(at !== undefined && { at }) };
  }
  if (statements === 0) return;
  const note = `${statements} statements about vulnerabilities`;
  yield { kind: 'practice', aspect: 'patch', output: 'test', automation: 'semi', note };
}
