import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asString } from '../../formats/schema.ts';
import { cloudKey, otherKey } from '../../records/key.ts';
import type { ResourceRef } from '../../records/record.ts';
import { awsResource, parseArn } from '../shared/arn.ts';
import { oneLine } from '../shared/one-line.ts';
import { resourceTypeOf } from '../shared/resource-type.ts';
import type { Run } from './run.ts';

/** What the results say of a thing that a rule flagged. */
export interface Named {
  arn?: string;
  name?: string;
}

/** Things whose names are held; the others are known by their path alone. */
const MAX_NAMES = 200_000;

/**
 * ARNs and names of the things at these paths, by JSON Pointer.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function namesOf(
  results: Document,
  templates: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Named>> {
  const names = new Map<string, Named>();
  const patterns = [...templates].filter(isPath).flatMap((template) => {
    const steps = template.split('.').map((step) => (step === 'id' ? '*' : escaped(step)));
    return [`/services/${steps.join('/')}/arn`, `/services/${steps.join('/')}/name`];
  });
  if (patterns.length === 0) return names;
  for await (const { pointer, value } of streamJson(results, [...new Set(patterns)])) {
    const text = asString(value);
    const place = pointer.slice(0, pointer.lastIndexOf('/'));
    if (text === undefined || (names.size >= MAX_NAMES && !names.has(place))) continue;
    const known = names.get(place) ?? {};
    names.set(place, pointer.endsWith('/arn') ? { ...known, arn: text } : { ...known, name: text });
  }
  return names;
}

/** A path of members, and no wildcard of a JSON Pointer pattern. */
function isPath(template: string): boolean {
  return /^[\w-]+(?:\.[\w-]+)*$/.test(template);
}

/**
 * Where the thing stands that an item is of, and what is left of the item's path: the setting.
 * @param item path of what was flagged, e.g. `s3.buckets.52fc.versioning`
 * @param template path of such things, e.g. `s3.buckets.id`
 */
export function placeOf(item: string, template: string): { pointer: string; rest: string } {
  const steps = item.split('.');
  const length = template === '' ? steps.length : template.split('.').length;
  return {
    pointer: `/services/${steps.slice(0, length).map(escaped).join('/')}`,
    rest: steps.slice(length).join('.'),
  };
}

/** The thing at a place: by its ARN, else by AWS's own id, else by its place in the account. */
export function thingAt(pointer: string, template: string, named: Named | undefined, run: Run): ResourceRef {
  if (named?.arn && parseArn(named.arn)) return awsResource(named.arn);
  const steps = template.split('.');
  // What has no id of its own is a setting of the account, such as its password policy.
  if (steps.at(-1) !== 'id' && run.target) return run.target;
  const id = pointer.split('/').at(-1) ?? '';
  const collection = steps.at(-2)?.replace(/s$/, '') ?? '';
  // Both call a database an instance.
  const service = /^(rds|cloudsql)$/.test(steps[0] ?? '') ? 'db' : (steps[0] ?? '');
  const own = run.provider === 'aws' && /^[a-z]{1,10}-[0-9a-f]{8,17}$/.test(id);
  const account = run.target?.keys[0] ?? '';
  const name = named?.name ?? (own ? id : undefined);
  return {
    type: resourceTypeOf(`${service}_${collection}`),
    keys: [own ? cloudKey('aws', id) : otherKey('scoutsuite', oneLine(`${account}${pointer}`, 500))],
    ...(name && { name: oneLine(name, 200) }),
  };
}

function escaped(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}
