import { streamCsv } from '../../formats/csv-stream.ts';
import type { Document } from '../../formats/document.ts';
import { asNumber, asString } from '../../formats/schema.ts';
import { type Instant, parseInstant } from '../../records/instant.ts';
import { hostKey, otherKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { later } from '../shared/later.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { vulnerability } from '../shared/vulnerability.ts';

/**
 * Vulnerabilities of assets (Alert Logic console, Exposures > Vulnerabilities > export). Dates are written
 * month/day/year without a zone: taken as UTC.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAlertlogic(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Alert Logic' } };
  let count = 0;
  let latest: Instant | undefined;
  for await (const { row, line } of streamCsv(document, { delimiter: ',' })) {
    const name = asString(row['Vulnerability']);
    const at = dateOf(row['Last Scanned']);
    const reading = vulnerability({
      ids: [...(row['CVE'] ?? '').split(/[\s,;]+/), asString(row['Vulnerability ID']) ?? ''].filter(
        (id) => id !== '',
      ),
      title: name,
      severity: asString(row['Severity']),
      score: asNumber(row['CVSS Score']),
      resource: assetOf(row),
    });
    if (!reading) {
      yield { kind: 'problem', where: `line ${line}`, why: 'Expected a CVE or a vulnerability id.' };
      continue;
    }
    count += 1;
    latest = later(latest, at);
    const service = asString(row['Service']);
    yield { ...reading, ...(at !== undefined && { at }), ...(service && { location: service }) };
  }
  yield { ...scanPractice('patch', count, 'vulnerabilities'), ...(latest !== undefined && { at: latest }) };
}

function assetOf(row: Readonly<Record<string, string>>): ResourceRef | undefined {
  const name = asString(row['Asset Name']?.trim());
  if (!name) return undefined;
  const asset = asString(row['Asset Key']?.replace(/\/vulnerability\/.*$/s, ''));
  return { type: 'host', keys: [hostKey(name), ...(asset ? [otherKey('alertlogic', asset)] : [])], name };
}

/** `5/27/26 6:37` and `05/27/2026 06:37`. */
function dateOf(text: string | undefined): Instant | undefined {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})(?: (\d{1,2}):(\d{2}))?$/.exec(text?.trim() ?? '');
  if (!match) return parseInstant(text ?? '');
  const [, month = '', day = '', year = '', hour = '0', minute = '00'] = match;
  const pad = (part: string) => part.padStart(2, '0');
  return parseInstant(
    `${year.length === 2 ? `20${year}` : year}-${pad(month)}-${pad(day)}T${pad(hour)}:${minute}:00Z`,
  );
}
