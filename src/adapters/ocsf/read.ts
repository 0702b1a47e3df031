import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import {
  asArray,
  asInstant,
  asNumber,
  asObject,
  asString,
  asText,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { accountKey, arnKey, cloudKey, hostKey, type Key, otherKey } from '../../records/key.ts';
import type { Reading, Resource, ResourceRef, ResultStatus } from '../../records/record.ts';
import type { AspectId, Severity } from '../../records/words.ts';
import { resourceTypeOf } from '../shared/resource-type.ts';
import { severityOf } from '../shared/severity.ts';

/** Classes (OCSF 1.0 to 1.5) and what their events are. */
const CLASSES: Readonly<Record<number, string>> = {
  2001: 'finding', // Security Finding, until 1.0
  2002: 'vulnerability',
  2003: 'finding', // Compliance Finding
  2004: 'detection',
  2006: 'detection', // Data Security Finding
  5001: 'inventory', // Device Inventory Info
  5020: 'inventory', // Software Inventory Info
  5023: 'inventory', // Cloud Resources Inventory Info
};
const ASPECT: Readonly<Record<string, AspectId>> = {
  finding: 'configuration',
  vulnerability: 'patch',
  detection: 'telemetry',
  inventory: 'inventory',
};
/** `severity_id`. */
const SEVERITIES: readonly Severity[] = ['info', 'info', 'low', 'medium', 'high', 'critical', 'critical'];

/**
 * Events as results and resources; one practice for each aspect that the report speaks of, at its latest
 * event. `[]` or one event a line are both read.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readOcsf(document: Document): AsyncGenerator<Reading> {
  const head = asObject(asArray(document.head.json)[0]) ?? asObject(document.head.json);
  const first = head && timeOf(head);
  yield {
    kind: 'envelope',
    tool: toolOf(head),
    ...(first !== undefined && { at: first }),
    complete: false,
  };
  const seen = new Map<AspectId, { at: Instant | undefined; count: number }>();
  const accounts = new Map<Key, Instant>();
  for await (const { pointer, value } of streamJson(document, [
    document.head.shape === 'ndjson' || Array.isArray(document.head.json) ? '/*' : '',
  ])) {
    const event = asObject(value);
    const sort = event && sortOf(event);
    if (!event || !sort) {
      yield {
        kind: 'problem',
        where: pointer,
        why: `expected a finding or inventory event, found class ${asText(event?.['class_uid']) ?? 'none'}`,
      };
      continue;
    }
    const aspect = ASPECT[sort] as AspectId; // each sort has one
    const at = timeOf(event);
    const account = accountOf(event);
    const before = seen.get(aspect);
    seen.set(aspect, { at: later(before?.at, at), count: (before?.count ?? 0) + 1 });
    if (account && (at ?? 0) > (accounts.get(account.key) ?? Number.NEGATIVE_INFINITY)) {
      accounts.set(account.key, at ?? 0);
      yield accountResource(account, sort, at);
    }
    if (sort === 'inventory') yield* inventory(event, account?.key, at, pointer);
    else if (sort === 'detection') yield detection(event, at);
    else yield* findings(event, sort, aspect, account?.key, at);
  }
  for (const [aspect, { at, count }] of seen) {
    yield {
      kind: 'practice',
      aspect,
      output: 'test',
      ...(at !== undefined && { at }),
      note: `${count} events`,
    };
  }
}

/** Prowler writes what it checked as Detection Findings: those say pass, fail or manual, which no detection does. */
function sortOf(event: Members): string | undefined {
  const sort = CLASSES[asNumber(event['class_uid']) ?? 0];
  const checked = /^(pass|fail|manual|muted)/i.test(asString(event['status_code']) ?? '');
  return sort === 'detection' && checked ? 'finding' : sort;
}

function toolOf(event: Members | undefined): { name: string; version?: string } {
  const name = asString(member(event, 'metadata', 'product', 'name')) ?? 'OCSF';
  const version = asText(member(event, 'metadata', 'product', 'version'));
  return { name, ...(version && { version }) };
}

/** `time` is milliseconds by the schema; tools that write seconds (Prowler) are known by its size. */
function timeOf(event: Members): Instant | undefined {
  const text = asInstant(event['time_dt']) ?? asInstant(member(event, 'finding_info', 'created_time_dt'));
  if (text !== undefined) return text;
  const number = asNumber(event['time']) ?? asNumber(member(event, 'finding_info', 'created_time'));
  if (number === undefined) return asInstant(event['time']);
  return number < 1e11 ? asInstant(number, 'seconds') : asInstant(number, 'milliseconds');
}

function later(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.max(a, b);
}

function accountOf(event: Members): { key: Key; name: string | undefined } | undefined {
  const uid =
    asText(member(event, 'cloud', 'account', 'uid')) ?? asText(member(event, 'cloud', 'account_uid'));
  if (!uid) return undefined;
  const provider = asString(member(event, 'cloud', 'provider')) ?? 'aws';
  return { key: accountKey(provider, uid), name: asString(member(event, 'cloud', 'account', 'name')) };
}

function accountResource(
  account: { key: Key; name: string | undefined },
  sort: string,
  at: Instant | undefined,
): Resource {
  const reaches: AspectId[] =
    sort === 'inventory' ? ['inventory'] : sort === 'finding' ? ['configuration'] : [];
  return {
    kind: 'resource',
    type: 'account',
    keys: [account.key],
    ...(account.name && { name: account.name }),
    ...(at !== undefined && { at }),
    ...(reaches.length > 0 && { reaches }),
  };
}

function refOf(resource: Members | undefined): ResourceRef | undefined {
  const uid = asText(resource?.['uid']) ?? asText(resource?.['uid_alt']);
  const name = asString(resource?.['name']);
  const id = uid ?? name;
  if (!resource || !id) return undefined;
  const type = resourceTypeOf(asString(resource['type']));
  const keys: Key[] = [];
  if (id.startsWith('arn:')) {
    keys.push(arnKey(id));
    const instance = /:instance\/(i-[0-9a-f]+)$/.exec(id)?.[1];
    if (instance) keys.push(cloudKey('aws', instance));
  } else if (id.startsWith('/subscriptions/')) keys.push(cloudKey('azure', id));
  else if (/^(\/\/|projects\/)/.test(id)) keys.push(cloudKey('gcp', id));
  else if (type === 'host') keys.push(hostKey(id));
  else keys.push(otherKey('ocsf', id));
  if (type === 'host' && name?.includes('.') && !name.startsWith('arn:')) keys.push(hostKey(name));
  return { type, keys, ...(name && { name }) };
}

function resourcesOf(event: Members): Members[] {
  const listed = [...asArray(event['resources']), event['resource'], event['device']];
  const found: Members[] = [];
  for (const each of listed) {
    const members = asObject(each);
    if (members) found.push(members);
  }
  return found;
}

function* inventory(
  event: Members,
  account: Key | undefined,
  at: Instant | undefined,
  pointer: string,
): Generator<Reading> {
  const resources = resourcesOf(event);
  if (resources.length === 0)
    yield { kind: 'problem', where: pointer, why: 'expected resources or a device' };
  for (const each of resources) {
    const ref = refOf(each);
    if (!ref) continue;
    const region = asString(each['region']) ?? asString(member(event, 'cloud', 'region'));
    const owner = asString(member(each, 'owner', 'name'));
    yield {
      kind: 'resource',
      ...ref,
      reaches: ['inventory'],
      ...(at !== undefined && { at }),
      ...(account && { account }),
      ...(region && { region }),
      ...(owner && { owner }),
    };
  }
}

function* findings(
  event: Members,
  sort: string,
  aspect: AspectId,
  account: Key | undefined,
  at: Instant | undefined,
): Generator<Reading> {
  const info = asObject(event['finding_info']) ?? asObject(event['finding']);
  const title = asString(info?.['title']) ?? asString(event['message']);
  const word = asString(event['severity']);
  const severity = SEVERITIES[asNumber(event['severity_id']) ?? -1] ?? severityOf(word) ?? 'info';
  const first = asObject(asArray(event['vulnerabilities'])[0]);
  const cve = asString(member(first, 'cve', 'uid'));
  const code = asString(member(event, 'metadata', 'event_code'));
  const rule =
    cve ??
    code ??
    asString(member(event, 'compliance', 'control')) ??
    asString(info?.['uid']) ??
    title ??
    'unnamed';
  const message = asString(event['message']) ?? asString(event['status_detail']);
  const controls = controlsOf(event);
  const refs = resourcesOf(event).flatMap((each) => refOf(each) ?? []);
  const location = asString(member(asArray(first?.['affected_packages'])[0], 'name'));
  const base = {
    kind: 'result' as const,
    aspect,
    rule: { id: rule, ...(title && { title }) },
    status: statusOf(event, sort),
    severity,
    ...(word && { toolSeverity: word }),
    ...(at !== undefined && { at }),
    ...(message && { message: message.slice(0, 500) }),
    ...(controls.length > 0 && { controls }),
    ...(location && { location }),
  };
  if (refs.length === 0) {
    yield { ...base, ...(account && { resource: { type: 'account' as const, keys: [account] } }) };
    return;
  }
  for (const resource of refs) yield { ...base, resource };
}

/** Compliance findings say pass or fail; a vulnerability is open unless it is resolved or suppressed. */
function statusOf(event: Members, sort: string): ResultStatus {
  const word = (
    asString(event['status_code']) ??
    asString(member(event, 'compliance', 'status')) ??
    ''
  ).toLowerCase();
  if (/^pass/.test(word)) return 'pass';
  if (/^(fail|warn)/.test(word)) return 'fail';
  if (/^(manual|muted|not|skip|na$)/.test(word)) return 'skipped';
  if (/^error/.test(word)) return 'error';
  const state = (asString(event['status']) ?? '').toLowerCase();
  if (/resolved|closed/.test(state)) return 'pass';
  if (/suppressed/.test(state)) return 'skipped';
  return sort === 'finding' && word === '' && state === '' ? 'skipped' : 'fail';
}

function controlsOf(event: Members): string[] {
  const controls: string[] = [];
  const requirements = asArray(member(event, 'compliance', 'requirements'));
  for (const each of requirements) {
    const text = asText(each);
    if (text) controls.push(text);
  }
  for (const [framework, ids] of Object.entries(asObject(member(event, 'unmapped', 'compliance')) ?? {})) {
    for (const id of asArray(ids)) if (typeof id === 'string') controls.push(`${framework}:${id}`);
  }
  return controls;
}

function detection(event: Members, at: Instant | undefined): Reading {
  const title = asString(member(event, 'finding_info', 'title')) ?? asString(event['message']) ?? 'Detection';
  const resource = resourcesOf(event).flatMap((each) => refOf(each) ?? [])[0];
  return {
    kind: 'event',
    type: 'alert',
    aspect: 'telemetry',
    title,
    severity: SEVERITIES[asNumber(event['severity_id']) ?? 0] ?? 'info',
    ...(at !== undefined && { at }),
    ...(resource && { resource }),
  };
}
