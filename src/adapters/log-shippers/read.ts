import type { Document } from '../../formats/document.ts';
import { asNumber, asString, asText } from '../../formats/schema.ts';
import { streamLines } from '../../formats/text.ts';
import type { Reading } from '../../records/record.ts';
import { listed } from '../shared/listing.ts';
import { logSource } from '../shared/log-days.ts';

/** How configurations begin what takes logs in or sends them on. */
export const RSYSLOG = /^(?:module\(load="(?:im|om)|\$ModLoad (?:im|om)|input\(type="im|action\(type="om)/m;
export const FLUENTD = /^<source>\s*$/m;
export const FLUENT_BIT = /^\[(?:INPUT|OUTPUT|SERVICE)\]\s*$/m;

/**
 * Counters (rsyslog's impstats as JSON; fluentd's monitor_agent, `/api/plugins.json`), which show that something
 * was shipped, not when; and configurations, which only declare. Nothing of outputs' settings is kept.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readLogShippers(document: Document): AsyncGenerator<Reading> {
  if (document.head.json === undefined) {
    yield* configuration(document);
    return;
  }
  yield { kind: 'envelope', tool: { name: 'log shipper' } };
  const pattern = Array.isArray(document.head.json) || document.head.shape === 'ndjson' ? '/*' : '/plugins/*';
  let shipped = 0;
  for await (const { pointer, item } of listed(document, [pattern])) {
    const id = asText(item?.plugin_id) ?? asString(item?.name);
    if (!item || !id) {
      yield { kind: 'problem', where: pointer, why: 'Expected a plugin or a counter with its name.' };
      continue;
    }
    shipped += asNumber(item.emit_records) ?? asNumber(item.processed) ?? asNumber(item.submitted) ?? 0;
    if (item.plugin_category === 'input')
      yield logSource(`fluentd:${id}`, `fluentd: ${asString(item.type) ?? id}`);
  }
  if (shipped > 0) {
    yield {
      kind: 'practice',
      aspect: 'telemetry',
      output: 'test',
      automation: 'full',
      note: `shipped ${shipped} records`,
    };
  }
}

async function* configuration(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'log shipper' } };
  let sources = 0;
  let inside = false;
  for await (const { text } of streamLines(document)) {
    const line = text.slice(0, 1_000).trim();
    if (/^(<source>|\[INPUT\])$/.test(line)) {
      inside = true;
      continue;
    }
    if (/^(<|\[)/.test(line)) inside = false;
    const type =
      (inside ? /^(?:@type|type|Name)\s+(\S+)/.exec(line)?.[1] : undefined) ??
      /^(?:input\(type="|module\(load="|\$ModLoad )(im\w+)/.exec(line)?.[1];
    if (!type) continue;
    inside = false;
    sources += 1;
    yield logSource(`${document.name}:${type}:${sources}`, `logs are taken in by ${type}`);
  }
  if (sources > 0)
    yield {
      kind: 'practice',
      aspect: 'telemetry',
      output: 'test',
      declared: true,
      note: `${sources} sources of logs configured`,
    };
}
