import type { Document } from '../../formats/document.ts';
import { asInstant, asObject, asString, type Members } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { hostKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { alertSeverity } from '../shared/alert-severity.ts';
import { hourly } from '../shared/hourly.ts';
import { listed } from '../shared/listing.ts';
import { alarm, heardFrom, watched } from '../shared/telemetry.ts';

/**
 * What runs on hosts, one JSON object a line: Falco (`json_output: true`), Hubble (`hubble observe -o jsonpb`),
 * Tetragon (`tetra getevents -o json`). Each node is heard from, once an hour; each Falco alert is one. Of an
 * event the rule's name and priority are kept, nothing of what triggered it.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readRuntimeEvents(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: toolOf(document) } };
  const listening = hourly();
  const pattern = document.head.shape === 'ndjson' || Array.isArray(document.head.json) ? '/*' : '';
  for await (const { pointer, item } of listed(document, [pattern])) {
    const at = asInstant(item?.time) ?? asInstant(asObject(item?.flow)?.time);
    if (!item || at === undefined) {
      yield { kind: 'problem', where: pointer, why: 'Expected an event with a time.' };
      continue;
    }
    const node = asString(item.hostname) ?? asString(item.node_name)?.split('/').at(-1);
    const host: ResourceRef | undefined = node
      ? { type: 'host', keys: [hostKey(node)], name: node }
      : undefined;
    if (host && node && listening.from(node, at)) yield watched({ ...host, heard: at });
    yield* falco(item, at, host);
  }
  yield* heardFrom(toolOf(document), listening.heard);
}

function* falco(item: Members, at: Instant, about: ResourceRef | undefined): Generator<Reading> {
  const rule = asString(item.rule);
  if (rule === undefined || !('priority' in item)) return;
  yield* alarm({
    title: rule,
    at,
    severity: alertSeverity(asString(item.priority)),
    about,
    aspect: 'telemetry',
  });
}

function toolOf({ head }: Document): string {
  const first = asObject(Array.isArray(head.json) ? head.json[0] : head.json);
  if (first && 'rule' in first) return 'Falco';
  return first && 'flow' in first ? 'Cilium Hubble' : 'Tetragon';
}
