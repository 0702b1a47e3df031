import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asInstant, asObject, asString, asText, type Members, member } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { accountKey } from '../../records/key.ts';
import type { Reading } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { accountOfArn } from '../shared/arn.ts';
import { later } from '../shared/later.ts';
import { oneLine } from '../shared/one-line.ts';
import { aspectOf, findingReadings } from './finding.ts';
import { resourcesOf } from './resources.ts';
import { findingsIn } from './shape.ts';

/**
 * Findings (AWS Security Hub user guide, "AWS Security Finding Format"): checks and vulnerabilities as results,
 * detections as events. One practice for each aspect that they speak of, at its latest finding.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAsff(document: Document): AsyncGenerator<Reading> {
  const shape = findingsIn(document.head);
  const tool = toolOf(shape?.first);
  yield { kind: 'envelope', tool };
  const accounts = accountsOnce();
  const described = new Set<string>();
  const seen = new Map<AspectId, { at: Instant | undefined; count: number }>();
  for await (const { pointer, value } of streamJson(document, shape?.patterns ?? ['/Findings/*'])) {
    const item = asObject(value);
    if (!item || !(asString(item.Id) ?? asString(item.GeneratorId) ?? asString(item.Title))) {
      yield { kind: 'problem', where: pointer, why: 'Expected a finding with an Id, GeneratorId or Title.' };
      continue;
    }
    const at = timeOf(item);
    const id = asText(item.AwsAccountId);
    const account = id ? accountKey('aws', id) : accountOfArn(asString(item.Id));
    const name = asString(item.AwsAccountName);
    yield* accounts(account, name ? { name } : {});
    const resources = resourcesOf(item, account);
    for (const resource of resources) {
      const key = resource.keys[0];
      // That it holds personal data may be said by a later finding alone.
      const known = resource.pii ? `${key} pii` : key;
      if (known === undefined || described.has(known) || key === account) continue;
      described.add(known);
      yield { kind: 'resource', ...resource, ...(at !== undefined && { at }) };
    }
    yield* findingReadings(item, resources, at);
    const aspect = aspectOf(item);
    const before = seen.get(aspect);
    seen.set(aspect, { at: later(before?.at, at), count: (before?.count ?? 0) + 1 });
  }
  for (const [aspect, { at, count }] of seen) {
    yield {
      kind: 'practice',
      aspect,
      output: 'test',
      ...(at !== undefined && { at }),
      note: `${count} findings of ${tool.name}`,
    };
  }
}

/** When it was last looked at. */
function timeOf(item: Members): Instant | undefined {
  const names = ['LastObservedAt', 'UpdatedAt', 'ProcessedAt', 'CreatedAt', 'FirstObservedAt'];
  for (const name of names) {
    const at = asInstant(item[name]);
    if (at !== undefined) return at;
  }
  return undefined;
}

function toolOf(first: Members | undefined): { name: string; version?: string } {
  const product = asString(member(first, 'ProductFields', 'ProviderName')) ?? asString(first?.ProductName);
  const version = asText(member(first, 'ProductFields', 'ProviderVersion'));
  const name = product && product !== 'Security Hub' ? oneLine(product, 60) : 'AWS Security Hub';
  return { name, ...(version && { version }) };
}
