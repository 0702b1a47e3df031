import type { Document } from '../../formats/document.ts';
import { asArray, asInstant, asObject, asString, type Members } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Key } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { parseArn } from '../shared/arn.ts';
import { later } from '../shared/later.ts';
import { listed } from '../shared/listing.ts';
import { coveredBy, coveredTags, isGone } from './coverage.ts';
import { resultsOf } from './finding.ts';
import { accountOf, described, inspected } from './resource.ts';
import { type Shape, shapeOf } from './shape.ts';

/** How many rows of each aspect, and the latest of them. */
type Seen = Map<AspectId, { at: Instant | undefined; count: number }>;

/**
 * Findings of Amazon Inspector (API version 2): vulnerable packages, reachable ports and weak code; and which
 * resources it covers.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAwsInspector(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Amazon Inspector' } };
  const shape = shapeOf(document.head) ?? { sort: 'findings', patterns: ['/findings/*'], sure: false };
  const seen: Seen = new Map();
  yield* shape.sort === 'coverage' ? coverage(document, shape, seen) : findings(document, shape, seen);
  for (const [aspect, { at, count }] of seen) {
    const note = shape.sort === 'coverage' ? `${count} resources scanned` : `${count} findings`;
    yield { kind: 'practice', aspect, output: 'test', ...(at !== undefined && { at }), note };
  }
}

async function* findings(document: Document, { patterns }: Shape, seen: Seen): AsyncGenerator<Reading> {
  const accounts = accountsOnce();
  const known = new Set<Key>();
  for await (const { pointer, item: row } of listed(document, patterns)) {
    // An event of EventBridge has the finding as its detail, with times in words.
    const item = asObject(row?.detail) ?? row;
    const arn = asString(item?.findingArn);
    if (!item || !arn) {
      yield { kind: 'problem', where: pointer, why: 'Expected a finding with a findingArn.' };
      continue;
    }
    const at = timeOf(item) ?? asInstant(row?.time);
    const account = accountOf(item.awsAccountId, arn);
    yield* accounts(account);
    const refs: (ResourceRef | undefined)[] = [];
    for (const each of asArray(item.resources)) {
      const resource = asObject(each);
      const ref = inspected(asString(resource?.id), asString(resource?.type), resource?.details);
      if (!ref) continue;
      refs.push(ref);
      if (known.has(ref.keys[0] ?? '')) continue;
      known.add(ref.keys[0] ?? '');
      yield described(ref, account, asString(resource?.region) ?? parseArn(arn)?.region, resource?.tags);
    }
    const results = (refs.length > 0 ? refs : [undefined]).flatMap((ref) => resultsOf(item, ref));
    if (results.length === 0)
      yield { kind: 'problem', where: pointer, why: 'Expected details of a package, a network or code.' };
    for (const result of results) {
      // A finding may be of several packages, which their names tell apart.
      const own = result.aspect !== 'patch' && { fingerprint: arn.slice(0, 512) };
      yield { ...result, ...own, ...(at !== undefined && { at }) };
      note(seen, result.aspect, at);
    }
  }
}

function timeOf(item: Members): Instant | undefined {
  for (const name of ['lastObservedAt', 'updatedAt', 'firstObservedAt']) {
    const at = asInstant(item[name], 'seconds');
    if (at !== undefined) return at;
  }
  return undefined;
}

async function* coverage(document: Document, { patterns }: Shape, seen: Seen): AsyncGenerator<Reading> {
  const accounts = accountsOnce();
  const known = new Set<Key>();
  for await (const { pointer, item } of listed(document, patterns)) {
    const id = asString(item?.resourceId);
    const ref = inspected(id, asString(item?.resourceType), item?.resourceMetadata);
    if (!item || !ref) {
      yield { kind: 'problem', where: pointer, why: 'Expected a resource with a resourceId.' };
      continue;
    }
    const account = accountOf(item.accountId, id);
    yield* accounts(account);
    if (isGone(item)) continue;
    // The same resource is covered once for each sort of scan.
    if (!known.has(ref.keys[0] ?? '')) {
      known.add(ref.keys[0] ?? '');
      yield described(ref, account, parseArn(id ?? '')?.region, coveredTags(item));
    }
    const covered = coveredBy(item, ref);
    if (!covered) {
      yield { kind: 'problem', where: pointer, why: 'Expected a scanType: PACKAGE, NETWORK or CODE.' };
      continue;
    }
    yield covered.result;
    if (covered.result.status === 'pass') note(seen, covered.aspect, covered.at);
  }
}

function note(seen: Seen, aspect: AspectId, at: Instant | undefined): void {
  const before = seen.get(aspect);
  seen.set(aspect, { at: later(before?.at, at), count: (before?.count ?? 0) + 1 });
}
