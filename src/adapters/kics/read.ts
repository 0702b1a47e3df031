import type { Document } from '../../formats/document.ts';
import { asArray, asInstant, asNumber, asObject, asString, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { checkResult } from '../shared/check-result.ts';
import { listed } from '../shared/listing.ts';

/**
 * Queries that found something in infrastructure code (KICS documentation, "Results", json). What passed is only
 * counted there.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readKics(document: Document): AsyncGenerator<Reading> {
  const root = asObject(document.head.json) ?? {};
  const at = asInstant(root.end) ?? asInstant(root.start);
  const version = asString(root.kics_version);
  yield {
    kind: 'envelope',
    tool: { name: 'KICS', ...(version && { version }) },
    ...(at !== undefined && { at }),
    complete: true,
  };
  for await (const { pointer, item } of listed(document, ['/queries/*'])) {
    const id = asString(item?.query_id);
    if (!item || !id) {
      yield { kind: 'problem', where: pointer, why: 'Expected a query with a query_id.' };
      continue;
    }
    for (const file of asArray(item.files)) {
      const name = asString(member(file, 'file_name'));
      const key = asString(member(file, 'search_key'));
      yield checkResult({
        id,
        title: asString(item.query_name),
        status: 'fail',
        severity: asString(item.severity),
        location: [name, key].filter(Boolean).join(' ') || undefined,
        message: asString(item.description),
        aspect: 'deploy',
        declared: true,
      });
    }
  }
  const files = asNumber(root.files_scanned) ?? 0;
  const queries = asNumber(root.queries_total) ?? 0;
  if (files === 0)
    yield { kind: 'event', type: 'failed-run', aspect: 'deploy', title: 'KICS found no file to scan' };
  else
    yield {
      kind: 'practice',
      aspect: 'deploy',
      output: 'test',
      note: `${queries} queries over ${files} files`,
    };
}
