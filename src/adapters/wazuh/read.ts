import type { Document } from '../../formats/document.ts';
import { asInstant, asNumber, asObject, asString, asText, type Members } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { hostKey, otherKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { later } from '../shared/later.ts';
import { listed } from '../shared/listing.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { vulnerability } from '../shared/vulnerability.ts';

const PATTERNS = ['/data/affected_items/*', '/hits/hits/*/_source'];

/**
 * Vulnerabilities that agents found: the server API's `/vulnerability/{agent}` (until 4.7) and documents of the
 * index `wazuh-states-vulnerabilities` (from 4.8), which name their agent.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readWazuh(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Wazuh' } };
  let count = 0;
  let latest: Instant | undefined;
  const told = new Set<string>();
  for await (const { pattern, pointer, item } of listed(document, PATTERNS)) {
    if (!item) {
      yield { kind: 'problem', where: pointer, why: 'Expected an object.' };
      continue;
    }
    const { reading, at } = pattern === '/data/affected_items/*' ? older(item) : newer(item);
    if (reading?.kind !== 'result') {
      yield { kind: 'problem', where: pointer, why: 'Expected a vulnerability with a CVE.' };
      continue;
    }
    // Pages of the API repeat what several feeds say of one package.
    const id = `${reading.rule.id} ${reading.location ?? ''} ${reading.resource?.keys[0] ?? ''}`;
    if (told.has(id)) continue;
    told.add(id);
    count += 1;
    latest = later(latest, at);
    yield at === undefined ? reading : { ...reading, at };
  }
  yield { ...scanPractice('patch', count, 'vulnerabilities'), ...(latest !== undefined && { at: latest }) };
}

function older(item: Members): { reading: Reading | undefined; at: Instant | undefined } {
  const reading = vulnerability({
    ids: [asString(item.cve) ?? ''],
    title: asString(item.title),
    severity: asString(item.severity),
    score: asNumber(item.cvss3_score) ?? asNumber(item.cvss2_score),
    package: { name: asString(item.name) ?? '', version: asString(item.version) },
    status: item.status === 'SOLVED' ? 'pass' : 'fail',
  });
  return { reading, at: asInstant(item.detection_time) };
}

function newer(item: Members): { reading: Reading | undefined; at: Instant | undefined } {
  const found = asObject(item.vulnerability) ?? {};
  const held = asObject(item.package) ?? {};
  const reading = vulnerability({
    ids: [asString(found.id) ?? ''],
    title: asString(found.description),
    severity: asString(found.severity),
    score: asNumber(asObject(found.score)?.base),
    package: { name: asString(held.name) ?? '', version: asString(held.version) },
    resource: agentOf(asObject(item.agent) ?? {}),
  });
  return { reading, at: asInstant(found.detected_at) };
}

function agentOf(agent: Members): ResourceRef | undefined {
  const name = asString(agent.name);
  const id = asText(agent.id);
  if (!name) return undefined;
  return { type: 'host', keys: [hostKey(name), ...(id ? [otherKey('wazuh-agent', id)] : [])], name };
}
