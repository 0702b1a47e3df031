import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asBoolean, asInstant, asObject, asText, type Members } from '../../formats/schema.ts';
import { streamLines } from '../../formats/text.ts';
import type { Instant } from '../../records/instant.ts';
import { hostKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { alarm, alertRule, type Heard, hear, heardFrom, watched } from '../shared/telemetry.ts';

/** What was checked, however it was written down. */
interface Status {
  host: string;
  service: string | undefined;
  checked: Instant | undefined;
  /** It was checked, and the answer was bad. */
  bad: boolean;
  notifies: boolean;
  notified: Instant | undefined;
}

/**
 * Hosts and services as Nagios Core and Icinga 1 know them: `status.dat`, or `statusjson.cgi?query=hostlist` and
 * `servicelist` with details. What was checked was heard from at its last check; each check is an alert rule.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readNagios(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Nagios' } };
  const heard: Heard = { count: 0, latest: undefined };
  for await (const status of document.head.json === undefined ? statusDat(document) : statusJson(document)) {
    if ('kind' in status) {
      yield status;
      continue;
    }
    const host: ResourceRef = { type: 'host', keys: [hostKey(status.host)], name: status.host };
    if (status.service === undefined) {
      hear(heard, status.checked);
      yield watched({ ...host, heard: status.checked });
    }
    const name = status.service === undefined ? status.host : `${status.host}/${status.service}`;
    yield alertRule({ id: `nagios:${name}`, title: name, enabled: status.notifies, watches: host });
    if (!status.bad) continue;
    yield* alarm({
      title: `${name} is not well`,
      at: status.notified ?? status.checked,
      about: host,
      delivered: status.notified !== undefined,
    });
  }
  yield* heardFrom('Nagios', heard);
}

/** Blocks of `name=value` lines: `hoststatus { … }`. */
async function* statusDat(document: Document): AsyncGenerator<Status | Reading> {
  let block: Map<string, string> | undefined;
  let sort = '';
  for await (const { line, text } of streamLines(document)) {
    const bare = text.trim();
    const opens = /^(\w+) \{$/.exec(bare);
    if (opens) {
      sort = opens[1] ?? '';
      block = new Map();
    } else if (bare === '}' && block) {
      if (sort === 'hoststatus' || sort === 'servicestatus') {
        const status = statusOf((name) => block?.get(name), 'seconds');
        yield status ?? {
          kind: 'problem',
          where: `line ${line}`,
          why: 'Expected a status with a host_name.',
        };
      }
      block = undefined;
    } else if (block) {
      const at = bare.indexOf('=');
      if (at > 0 && block.size < 1_000) block.set(bare.slice(0, at), bare.slice(at + 1));
    }
  }
}

async function* statusJson(document: Document): AsyncGenerator<Status | Reading> {
  for await (const { pattern, pointer, value } of streamJson(document, [
    '/data/hostlist/*',
    '/data/servicelist/*',
  ])) {
    const item = asObject(value);
    const found = pattern === '/data/hostlist/*' ? [item] : Object.values(item ?? {}).map(asObject);
    for (const each of found) {
      const status =
        each &&
        statusOf(
          (name) =>
            NAMES.get(name)
              ?.map((one) => asText(each[one]))
              .find(Boolean) ?? asText(each[name]),
          'milliseconds',
          each,
        );
      yield status ?? { kind: 'problem', where: pointer, why: 'Expected details: ask with details=true.' };
    }
  }
}

/** Names of statusjson.cgi that differ from those of status.dat. */
const NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['host_name', ['host_name', 'name']],
  ['service_description', ['description']],
  ['current_state', ['status']],
]);

function statusOf(
  read: (name: string) => string | undefined,
  unit: 'seconds' | 'milliseconds',
  json?: Members,
): Status | undefined {
  const host = read('host_name');
  if (!host) return undefined;
  const service = read('service_description');
  const checked = time(read('last_check'), unit);
  const state = read('current_state') ?? '0';
  // status.dat: 0 is well. statusjson.cgi: 2 is well, of hosts (UP) and services (OK); 1 and 0 are pending.
  const bad = json ? Number(state) > 2 : state !== '0';
  return {
    host,
    service,
    checked,
    bad,
    notifies: asBoolean(read('notifications_enabled')) ?? read('notifications_enabled') !== '0',
    notified: time(read('last_notification'), unit),
  };
}

function time(text: string | undefined, unit: 'seconds' | 'milliseconds'): Instant | undefined {
  const at = asInstant(text, unit);
  return at === undefined || at <= 0 ? undefined : at;
}
