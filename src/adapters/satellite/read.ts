import type { Document } from '../../formats/document.ts';
import { asArray, asNumber, asString, asStrings, type Members, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { listed } from '../shared/listing.ts';
import { oneLine } from '../shared/one-line.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { severityOf } from '../shared/severity.ts';

/**
 * Errata that hosts need (Satellite API `GET /katello/api/errata`, `/katello/api/hosts/:id/errata`). Each erratum is
 * one finding under its own id, which names the CVEs that it mends.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readSatellite(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Red Hat Satellite' } };
  let count = 0;
  for await (const { pointer, item } of listed(document, ['/results/*'])) {
    const id = asString(item?.errata_id);
    if (!item || !id) {
      yield { kind: 'problem', where: pointer, why: 'Expected an erratum with an errata_id.' };
      continue;
    }
    if (!needed(item)) continue;
    count += 1;
    const word = asString(item.severity);
    const title = asString(item.title);
    const cves = asArray(item.cves).flatMap((each) => asString(member(each, 'cve_id')) ?? []);
    const packages = asStrings(item.packages).slice(0, 5).join(', ');
    yield {
      kind: 'result',
      aspect: 'patch',
      rule: { id, ...(title && { title: oneLine(title, 200) }) },
      status: 'fail',
      severity: severityOf(word) ?? (item.type === 'security' ? 'medium' : 'low'),
      ...(word && { toolSeverity: word }),
      message: oneLine([packages, cves.join(', ')].filter((part) => part !== '').join('; mends '), 300),
    };
  }
  yield scanPractice('patch', count, 'errata to install');
}

/** The list of all errata holds those too that no host needs. */
function needed(item: Members): boolean {
  const hosts = asNumber(item.hosts_applicable_count);
  return hosts === undefined || hosts > 0 || item.installable === true;
}
