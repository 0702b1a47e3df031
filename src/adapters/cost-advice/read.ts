import type { Document } from '../../formats/document.ts';
import { asArray, asInstant, asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { cloudKey, otherKey } from '../../records/key.ts';
import type { Reading } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';
import { azureThing } from '../shared/azure-item.ts';
import { checkResult } from '../shared/check-result.ts';
import { later } from '../shared/later.ts';
import { type Listing, listed } from '../shared/listing.ts';

const AZURE = ['properties.category', 'properties.impact', 'properties.shortDescription'];
const GOOGLE = ['recommenderSubtype', 'stateInfo'];

/** Lists of Azure Advisor, bare, in an answer or in a recording of answers, and of Google's recommenders. */
export const LISTINGS: readonly Listing[] = [
  { pattern: '/value/*', members: AZURE },
  { pattern: '/*', members: AZURE },
  { pattern: '/interactions/*/response/body/data/value/*', members: AZURE },
  { pattern: '/*', members: GOOGLE },
  { pattern: '/recommendations/*', members: GOOGLE },
];

const ASPECTS: ReadonlyMap<string, AspectId> = new Map([
  ['Cost', 'cost'],
  ['Security', 'configuration'],
  ['HighAvailability', 'resiliency'],
]);

/**
 * What the clouds' own advisors recommend (AWS Support API, DescribeTrustedAdvisorCheckResult; Azure Advisor,
 * Recommendations - List; Google Cloud Recommender, recommendations.list): advice that stands open is a finding.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readCostAdvice(document: Document): AsyncGenerator<Reading> {
  const result = asObject(
    member(document.head.json, 'data', 'result') ?? member(document.head.json, 'result'),
  );
  if (result && 'flaggedResources' in result) {
    yield* trustedAdvisor(document, result);
    return;
  }
  yield { kind: 'envelope', tool: { name: 'Cloud advisor' } };
  const latest = new Map<AspectId, { at: Instant | undefined; count: number }>();
  for await (const { pointer, item } of listed(document, [
    ...new Set(LISTINGS.map(({ pattern }) => pattern)),
  ])) {
    const advice = item && (asObject(item.properties) ? azure(item) : google(item));
    if (!advice) {
      if (item && !('properties' in item) && !('stateInfo' in item)) continue;
      yield { kind: 'problem', where: pointer, why: 'Expected a recommendation.' };
      continue;
    }
    const known = latest.get(advice.aspect);
    latest.set(advice.aspect, { at: later(known?.at, advice.at), count: (known?.count ?? 0) + 1 });
    yield advice.reading;
  }
  for (const [aspect, { at, count }] of latest) {
    yield {
      kind: 'practice',
      aspect,
      output: 'test',
      ...(at !== undefined && { at }),
      note: `${count} recommendations looked up`,
    };
  }
}

async function* trustedAdvisor(document: Document, result: Members): AsyncGenerator<Reading> {
  const at = asInstant(result.timestamp);
  yield {
    kind: 'envelope',
    tool: { name: 'AWS Trusted Advisor' },
    ...(at !== undefined && { at }),
    complete: true,
  };
  const check = asString(result.checkId) ?? 'check';
  const aspect: AspectId =
    'costOptimizing' in (asObject(result.categorySpecificSummary) ?? {}) ? 'cost' : 'configuration';
  let count = 0;
  const patterns = ['/result/flaggedResources/*', '/data/result/flaggedResources/*'];
  for await (const { pointer, item } of listed(document, patterns)) {
    const id = asString(item?.resourceId);
    const word = asString(item?.status);
    if (!item || !id || !word) {
      yield { kind: 'problem', where: pointer, why: 'Expected a resource with a resourceId and a status.' };
      continue;
    }
    count += 1;
    const status =
      item.isSuppressed === true || word === 'not_available' ? 'skipped' : word === 'ok' ? 'pass' : 'fail';
    const location = asArray(item.metadata)
      .flatMap((part) => asString(part) ?? [])
      .slice(0, 3)
      .join(', ');
    yield checkResult({
      id: `trusted-advisor:${check}`,
      status,
      severity: word === 'error' ? 'high' : 'medium',
      aspect,
      resource: { type: 'other', keys: [otherKey('trusted-advisor', id)], name: location || id },
      location: asString(item.region),
    });
  }
  yield { kind: 'practice', aspect, output: 'test', note: `Trusted Advisor looked at ${count} resources` };
}

interface Advice {
  reading: Reading;
  aspect: AspectId;
  at: Instant | undefined;
}

function azure(item: Members): Advice | undefined {
  const properties = asObject(item.properties) ?? {};
  const category = asString(properties.category);
  const problem = asString(member(properties, 'shortDescription', 'problem'));
  if (!category || !problem) return undefined;
  const id =
    asString(member(properties, 'resourceMetadata', 'resourceId')) ??
    asString(item.id)?.split('/providers/Microsoft.Advisor/')[0];
  const at = asInstant(properties.lastUpdated);
  const aspect = ASPECTS.get(category) ?? 'configuration';
  const type = asString(properties.recommendationTypeId) ?? problem;
  const reading = checkResult({
    id: `azure-advisor:${type}`,
    title: problem,
    status: 'fail',
    severity: asString(properties.impact),
    aspect,
    resource: id === undefined ? undefined : azureThing(id),
  });
  return { reading: at === undefined ? reading : { ...reading, at }, aspect, at };
}

function google(item: Members): Advice | undefined {
  const name = asString(item.name);
  const subtype = asString(item.recommenderSubtype);
  if (!name || !subtype) return undefined;
  const state = asString(member(item.stateInfo, 'state'));
  const at = asInstant(item.lastRefreshTime);
  const category = asString(member(item.primaryImpact, 'category'));
  const aspect: AspectId =
    category === 'SECURITY' ? 'configuration' : category === 'RELIABILITY' ? 'resiliency' : 'cost';
  const resource =
    asString(member(item.content, 'overview', 'resourceName')) ??
    asString(member(item.content, 'operationGroups', 0, 'operations', 0, 'resource'));
  const reading = checkResult({
    id: `google-recommender:${subtype}`,
    title: asString(item.description),
    status: state === 'SUCCEEDED' ? 'pass' : state === 'DISMISSED' ? 'skipped' : 'fail',
    severity: { P1: 'critical', P2: 'high', P3: 'medium', P4: 'low' }[asString(item.priority) ?? ''],
    aspect,
    resource: resource
      ? { type: 'other', keys: [cloudKey('gcp', resource)], name: resource.split('/').at(-1) ?? resource }
      : undefined,
  });
  return { reading: at === undefined ? reading : { ...reading, at }, aspect, at };
}
