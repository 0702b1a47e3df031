import type { Document } from '../../formats/document.ts';
import {
  asArray,
  asInstant,
  asNumber,
  asObject,
  asString,
  type Members,
  member,
} from '../../formats/schema.ts';
import { hostKey, otherKey } from '../../records/key.ts';
import type { Reading } from '../../records/record.ts';
import { listed } from '../shared/listing.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { vulnerability } from '../shared/vulnerability.ts';

/**
 * Vulnerabilities and packages of one host (Vuls `scan` and `report -format-json`, results/TIME/HOST.json).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readVuls(document: Document): AsyncGenerator<Reading> {
  const head = asObject(document.head.json) ?? {};
  const name = asString(head.serverName);
  const uuid = asString(head.serverUUID);
  const at = asInstant(head.scannedAt);
  yield {
    kind: 'envelope',
    tool: { name: 'Vuls' },
    complete: true,
    ...(at !== undefined && { at }),
    ...(name && {
      target: {
        type: 'host',
        keys: [hostKey(name), ...(uuid ? [otherKey('host-uuid', uuid.toLowerCase())] : [])],
        name,
      },
    }),
  };
  let count = 0;
  for await (const { pattern, pointer, item } of listed(document, ['/scannedCves/*', '/packages/*'])) {
    if (pattern === '/packages/*') {
      const held = asString(item?.name);
      const version = asString(item?.version);
      if (held) yield { kind: 'component', name: held, ...(version && { version }) };
      continue;
    }
    const found = item && results(item);
    if (!found || found.length === 0) {
      yield { kind: 'problem', where: pointer, why: 'Expected a vulnerability with a cveID.' };
      continue;
    }
    count += 1;
    yield* found;
  }
  yield scanPractice('patch', count, 'vulnerabilities');
}

function results(item: Members): Reading[] {
  const id = asString(item.cveID) ?? '';
  const scored = Object.values(asObject(item.cveContents) ?? {})
    .flatMap((content) => (Array.isArray(content) ? content : [content]))
    .map(
      (content) => asNumber(member(content, 'cvss3Score')) ?? asNumber(member(content, 'cvss2Score')) ?? 0,
    );
  const score = Math.max(0, ...scored);
  const packages = asArray(item.affectedPackages);
  const named = packages.length > 0 ? packages : [undefined];
  return named.flatMap((each) => {
    const name = asString(member(each, 'name'));
    const fixed = asString(member(each, 'fixedIn'));
    return (
      vulnerability({
        ids: [id],
        ...(score > 0 && { score }),
        package: name ? { name } : undefined,
        fixed,
      }) ?? []
    );
  });
}
