import type { Document } from '../../formats/document.ts';
import { asInstant, asObject, asString, type Members } from '../../formats/schema.ts';
import { arnKey, cloudKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { checkResult } from '../shared/check-result.ts';
import { listed } from '../shared/listing.ts';
import { resourceTypeOf } from '../shared/resource-type.ts';

/** What is said of the resources in each list. */
const LISTS: ReadonlyMap<string, { status: 'pass' | 'fail'; rule: string; title: string }> = new Map([
  ['/managed/*', { status: 'pass', rule: 'driftctl:unmanaged', title: 'Kept by infrastructure code' }],
  ['/unmanaged/*', { status: 'fail', rule: 'driftctl:unmanaged', title: 'Not kept by infrastructure code' }],
  ['/missing/*', { status: 'fail', rule: 'driftctl:missing', title: 'In the code, but not there' }],
]);

/**
 * What of a cloud account infrastructure code keeps (driftctl `scan -o json://FILE`): managed resources are reached by
 * deploy; unmanaged ones are known and not reached; what is missing, and what differs, are findings.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readDriftctl(document: Document): AsyncGenerator<Reading> {
  const { version, at } = await endOf(document);
  yield {
    kind: 'envelope',
    tool: { name: 'driftctl', ...(version && { version }) },
    ...(at !== undefined && { at }),
  };
  let managed = 0;
  for await (const { pattern, pointer, item } of listed(document, [...LISTS.keys(), '/differences/*'])) {
    const held = pattern === '/differences/*' ? asObject(item?.res) : item;
    const resource = resourceOf(held ?? {});
    if (!held || !resource) {
      yield { kind: 'problem', where: pointer, why: 'Expected a resource with an id and a type.' };
      continue;
    }
    const list = LISTS.get(pattern);
    if (!list) {
      yield checkResult({
        id: 'driftctl:changed',
        title: 'Differs from the code',
        status: 'fail',
        aspect: 'deploy',
        resource,
      });
      continue;
    }
    if (pattern === '/managed/*') {
      managed += 1;
      yield { kind: 'resource', ...resource, reaches: ['deploy'] };
    } else if (pattern === '/unmanaged/*') yield { kind: 'resource', ...resource };
    // A result would count as reached: what no code keeps is told as configuration that was looked at.
    const declared = pattern !== '/managed/*';
    yield checkResult({
      id: list.rule,
      title: list.title,
      status: list.status,
      aspect: 'deploy',
      resource,
      declared,
    });
  }
  yield {
    kind: 'practice',
    aspect: 'deploy',
    output: 'test',
    note: `compared with infrastructure code: ${managed} managed`,
  };
}

async function endOf(document: Document): Promise<{ version: string | undefined; at: number | undefined }> {
  const head = asObject(document.head.json) ?? {};
  let at = asInstant(head.date);
  // The date stands last: beyond the head in a large report.
  if (at === undefined && !document.head.whole) {
    const { streamJson } = await import('../../formats/json-stream.ts');
    for await (const { value } of streamJson(document, ['/date'])) at = asInstant(value);
  }
  return { version: undefined, at };
}

function resourceOf(item: Members): ResourceRef | undefined {
  const id = asString(item.id);
  const type = asString(item.type);
  if (!id || !type) return undefined;
  const provider = type.startsWith('azurerm_') ? 'azure' : type.startsWith('google_') ? 'gcp' : 'aws';
  const arn = type === 'aws_s3_bucket' ? `arn:aws:s3:::${id}` : id;
  const key = arn.startsWith('arn:')
    ? arnKey(arn)
    : cloudKey(provider, /^[a-z]+-[0-9a-f]+$/.test(id) ? id : `${type}/${id}`);
  return { type: resourceTypeOf(type), keys: [key], name: id };
}
