import type { Document } from '../../formats/document.ts';
import { asInstant, asObject, asString, type Members } from '../../formats/schema.ts';
import { hostKey, otherKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { hourly } from '../shared/hourly.ts';
import { listed } from '../shared/listing.ts';
import { heardFrom, watched } from '../shared/telemetry.ts';
import { isConfig, readConfig } from './config.ts';

/**
 * Documents that Beats and Elastic Agent ship (Elastic Common Schema), bare or as an answer of Elasticsearch; the
 * answer of a Beat's own `/stats`; and Beats' configuration, which only declares.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readBeats(document: Document): AsyncGenerator<Reading> {
  if (isConfig(document.head)) {
    yield* readConfig(document);
    return;
  }
  yield { kind: 'envelope', tool: { name: 'Elastic Beats' } };
  const listening = hourly();
  for await (const { pointer, item } of listed(document, [patternOf(document)])) {
    if (item && 'libbeat' in item) {
      yield* stats(item);
      continue;
    }
    const at = asInstant(item?.['@timestamp']);
    const host = item && hostOf(item);
    if (!item || at === undefined || !host) {
      yield {
        kind: 'problem',
        where: pointer,
        why: 'Expected a document with @timestamp and a host or agent name.',
      };
      continue;
    }
    if (listening.from(host.keys.join(' '), at)) yield watched({ ...host, heard: at });
  }
  yield* heardFrom('Elastic Beats', listening.heard);
}

function patternOf({ head }: Document): string {
  if (head.shape === 'ndjson' || Array.isArray(head.json)) return '/*';
  return asObject(asObject(head.json)?.hits) ? '/hits/hits/*/_source' : '';
}

/** What Heartbeat watches stands in `url` or `monitor`; all others speak of their host. */
function hostOf(item: Members): ResourceRef | undefined {
  const agent = asObject(item.agent);
  const host = asObject(item.host);
  const url = asObject(item.url);
  const seen = agent?.type === 'heartbeat' ? asString(url?.domain) : undefined;
  const name =
    seen ??
    asString(host?.hostname) ??
    asString(host?.name) ??
    asString(agent?.name) ??
    asString(agent?.hostname);
  if (!name) return undefined;
  const id = seen === undefined ? asString(host?.id) : undefined;
  return {
    type: seen === undefined ? 'host' : 'service',
    keys: [hostKey(name), ...(id ? [otherKey('host-uuid', id.toLowerCase())] : [])],
    name,
  };
}

/** `/stats` says how many events were acknowledged, not when: the caller does. */
function* stats(item: Members): Generator<Reading> {
  const output = asObject(asObject(asObject(item.libbeat)?.output)?.events);
  const acked = Number(output?.acked ?? 0);
  const name = asString(asObject(asObject(item.beat)?.info)?.name);
  if (!Number.isFinite(acked) || acked <= 0) {
    yield { kind: 'event', type: 'failed-run', aspect: 'telemetry', title: 'a Beat has shipped nothing' };
    return;
  }
  yield {
    kind: 'practice',
    aspect: 'telemetry',
    output: 'test',
    automation: 'full',
    note: `${name ?? 'a Beat'} shipped ${acked} events`,
  };
}
