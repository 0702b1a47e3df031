import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asObject } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { readExecution } from './execution.ts';
import { accountOf, refOf } from './resource.ts';

/**
 * Files of Cloud Custodian's output folder: `metadata.json` tells of a run, `resources.json` lists what a policy
 * matched. Source: c7n/ctx.py (get_metadata) and c7n/policy.py of Cloud Custodian 0.9.
 * @throws Refusal `invalid`, `malformed`, `truncated`, `too-large`
 */
export async function* readCustodian(document: Document): AsyncGenerator<Reading> {
  if (!Array.isArray(document.head.json)) {
    yield* readExecution(document);
    return;
  }
  yield { kind: 'envelope', tool: { name: 'cloud-custodian' } };
  for await (const { pointer, value } of streamJson(document, ['/*'])) {
    const resource = asObject(value);
    const ref = resource && refOf(resource);
    if (!resource || !ref) {
      yield {
        kind: 'problem',
        where: pointer,
        why: 'expected a resource with an id that is known, found none',
      };
      continue;
    }
    const account = accountOf(resource);
    yield { kind: 'resource', ...ref, ...(account !== undefined && { account }) };
  }
}
