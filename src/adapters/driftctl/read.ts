import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import {
  asArray,
  asInstant,
  asObject,
  asString,
  asText,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { Reading, Resource } from '../../records/record.ts';
import { checkResult } from '../shared/check-result.ts';
import { resourceOf } from '../terraform/resource.ts';

const LISTS = ['managed', 'unmanaged', 'missing', 'deleted', 'differences'];

/**
 * What a scan held against the code (driftctl, "Output formats", json; 0.1 to 0.40). Unmanaged resources are
 * known, and deploy does not reach them, so that they lower its coverage.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readDriftctl(document: Document): AsyncGenerator<Reading> {
  const head = new Map<string, unknown>();
  const heads = ['/date', '/provider_name', '/provider_version', '/summary'];
  for await (const { pattern, value } of streamJson(document, heads)) head.set(pattern, value);
  const at = asInstant(head.get('/date'));
  yield { kind: 'envelope', tool: { name: 'driftctl' }, ...(at !== undefined && { at }) };
  // Drifted resources are listed as managed too, before or after what differs.
  const drifted = new Set<string>();
  for await (const { value } of streamJson(document, ['/differences/*/res'])) {
    const item = asObject(value);
    if (item && 'type' in item) drifted.add(nameOf(item));
  }
  const counts = { managed: 0, unmanaged: 0, missing: 0, differences: 0 };
  for await (const { pattern, pointer, value } of streamJson(
    document,
    LISTS.map((list) => `/${list}/*`),
  )) {
    const list = pattern.split('/')[1] ?? '';
    const item = asObject(list === 'differences' ? member(value, 'res') : value);
    if (!item || !asString(item.type) || !asText(item.id)) {
      yield { kind: 'problem', where: pointer, why: 'Expected a resource with an id and a type.' };
      continue;
    }
    if (list === 'managed') {
      counts.managed += 1;
      yield { ...known(item), reaches: ['deploy'] };
      if (!drifted.has(nameOf(item))) yield drift(item, []);
    } else if (list === 'unmanaged') {
      counts.unmanaged += 1;
      yield { ...known(item), reaches: [] };
    } else if (list === 'differences') {
      counts.differences += 1;
      yield drift(item, asArray(member(value, 'changelog')));
    } else {
      counts.missing += 1;
      yield missing(item);
    }
  }
  const { managed, unmanaged, missing: gone, differences } = counts;
  if (managed + unmanaged + gone + differences === 0) {
    yield { kind: 'event', type: 'failed-run', aspect: 'deploy', title: 'The scan saw no resource' };
    return;
  }
  const changed = differences > 0 ? `, ${differences} changed` : '';
  const note = `${managed} resources in code, ${unmanaged} outside, ${gone} missing${changed}`;
  yield { kind: 'practice', aspect: 'deploy', output: 'test', note };
}

function nameOf(item: Members): string {
  return `${asString(item.type) ?? ''}.${asText(item.id) ?? ''}`;
}

/** The thing itself, under the keys that the Terraform state gives it. */
function known(item: Members): Resource {
  const type = asString(item.type) ?? '';
  const id = asText(item.id) ?? '';
  return resourceOf({ address: `${type}.${id}`, type, attributes: { id } });
}

/** Whether a managed resource is as the code has it; of what differs only the paths are kept. */
function drift(item: Members, changes: readonly unknown[]): Reading {
  const { type, keys, name } = known(item);
  const paths = changes.flatMap((change) => {
    const path = asArray(member(change, 'path')).flatMap((step) => asText(step) ?? []);
    return path.length > 0 ? [path.join('.')] : [];
  });
  return checkResult({
    id: 'driftctl-drift',
    title: 'A resource is as the code has it',
    status: changes.length > 0 ? 'fail' : 'pass',
    aspect: 'deploy',
    resource: { type, keys, ...(name && { name }) },
    message: paths.length > 0 ? `Changed outside the code: ${paths.slice(0, 10).join(', ')}` : undefined,
  });
}

/** In the code, and gone: there is no thing left that could be reached, so only its place in the code is named. */
function missing(item: Members): Reading {
  return checkResult({
    id: 'driftctl-missing',
    title: 'A resource in the code exists',
    status: 'fail',
    aspect: 'deploy',
    location: nameOf(item).slice(0, 300),
    message: 'Deleted outside the code',
  });
}
