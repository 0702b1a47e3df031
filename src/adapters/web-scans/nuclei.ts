import type { Document } from '../../formats/document.ts';
import { asBoolean, asInstant, asString, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { checkResult } from '../shared/check-result.ts';
import { listed } from '../shared/listing.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { hostOf, pathOf, scanned } from './alert.ts';

/**
 * Matches of templates (nuclei, "JSON lines": `-jsonl`, and `-json-export`). Requests, answers and what was
 * extracted are not read.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readNuclei(document: Document): AsyncGenerator<Reading> {
  // A scan lists only what it matched, with the time of each; which templates ran is not told.
  yield { kind: 'envelope', tool: { name: 'nuclei' } };
  const told = new Set<string>();
  let count = 0;
  let latest: number | undefined;
  for await (const { pointer, item } of listed(document, ['/*'])) {
    const id = asString(item?.['template-id']);
    const address = asString(item?.['matched-at']) ?? asString(item?.['host']);
    const host = hostOf(asString(item?.['host']) ?? address);
    if (!item || !id || !host) {
      yield { kind: 'problem', where: pointer, why: 'Expected a match with a template-id and a host.' };
      continue;
    }
    const at = asInstant(item['timestamp']);
    if (at !== undefined) latest = Math.max(latest ?? at, at);
    if (!told.has(host.name ?? '')) {
      told.add(host.name ?? '');
      yield { ...scanned(host), ...(at !== undefined && { at }) };
    }
    if (asBoolean(item['matcher-status']) === false) continue;
    count += 1;
    const matcher = asString(item['matcher-name']);
    const result = checkResult({
      id,
      title: asString(member(item['info'], 'name')),
      status: 'fail',
      severity: asString(member(item['info'], 'severity')),
      resource: host,
      location: [pathOf(address), matcher].filter((part) => part).join(' ') || undefined,
    });
    yield { ...result, ...(at !== undefined && { at }) };
  }
  const practice = scanPractice('configuration', count, 'matches');
  yield { ...practice, ...(latest !== undefined && { at: latest }) };
}
