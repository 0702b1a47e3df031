import type { Document } from '../../formats/document.ts';
import { asArray, asInstant, asObject, asString, asText, type Members } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { hostKey, otherKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { hourly } from '../shared/hourly.ts';
import { listed } from '../shared/listing.ts';
import { oneLine } from '../shared/one-line.ts';
import { heardFrom, watched } from '../shared/telemetry.ts';

/** Tables of installed software, and the columns with name and version. */
const PACKAGES =
  /(^|_)(deb_packages|rpm_packages|packages|programs|apps|homebrew_packages|npm_packages|python_packages|portage_packages|chocolatey_packages|software)$/;

/**
 * Logs of osqueryd (osquery documentation, "Logging"): differential results (event format), batches and snapshots.
 * Each host that logs was heard from; rows of tables of installed software are its components; what changed
 * otherwise is a change. Values of other columns are not kept: queries may ask for anything.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readOsquery(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'osquery' } };
  const listening = hourly();
  const { heard } = listening;
  const pattern = Array.isArray(document.head.json) || document.head.shape === 'ndjson' ? '/*' : '';
  for await (const { pointer, item } of listed(document, [pattern])) {
    const id = asString(item?.hostIdentifier);
    const query = asString(item?.name);
    const at = asInstant(item?.unixTime, 'seconds');
    if (!item || !id || !query || at === undefined) {
      yield {
        kind: 'problem',
        where: pointer,
        why: 'Expected a log line with hostIdentifier, name and unixTime.',
      };
      continue;
    }
    const host = hostOf(id, asObject(item.decorations));
    if (listening.from(id, at)) yield watched({ ...host, heard: at });
    yield* rows(item, query, host, at);
  }
  yield* heardFrom('osquery', heard);
  if (heard.latest !== undefined) {
    const note = `osquery asked ${heard.count} ${heard.count === 1 ? 'host' : 'hosts'}`;
    yield {
      kind: 'practice',
      aspect: 'configuration',
      output: 'test',
      at: heard.latest,
      automation: 'full',
      note,
    };
  }
}

function* rows(item: Members, query: string, host: ResourceRef, at: Instant): Generator<Reading> {
  const software = PACKAGES.test(query);
  const diff = asObject(item.diffResults);
  const added = [
    ...asArray(item.snapshot),
    ...asArray(diff?.added),
    ...(item.action === 'added' ? [item.columns] : []),
  ];
  if (software) {
    for (const each of added) {
      const row = asObject(each);
      const name = asString(row?.name);
      const version = asText(row?.version);
      if (name) yield { kind: 'component', name, ...(version && { version }), resource: host };
    }
    return;
  }
  if (item.action !== 'added' && item.action !== 'removed' && !diff) return;
  const what = diff ? 'changed' : String(item.action);
  yield {
    kind: 'event',
    type: 'change',
    aspect: 'configuration',
    at,
    title: oneLine(`${query}: ${what}`),
    resource: host,
  };
}

/** Host names by themselves or in decorations; a host identifier may be a UUID instead. */
function hostOf(id: string, decorations: Members | undefined): ResourceRef {
  const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
  const name = asString(decorations?.hostname) ?? (isUuid ? undefined : id);
  const uuid = asString(decorations?.host_uuid) ?? (isUuid ? id : undefined);
  const keys = [
    ...(name ? [hostKey(name)] : []),
    ...(uuid ? [otherKey('host-uuid', uuid.toLowerCase())] : []),
  ];
  return { type: 'host', keys: keys.length > 0 ? keys : [hostKey(id)], name: name ?? id };
}
