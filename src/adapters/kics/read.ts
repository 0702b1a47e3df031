import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import {
  asArray,
  asInstant,
  asNumber,
  asObject,
  asString,
  asStrings,
  type Members,
} from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading, Result } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';
import { checkResult } from '../shared/check-result.ts';
import { oneLine } from '../shared/one-line.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { secretFinding } from '../shared/secret-finding.ts';
import { severityOf } from '../shared/severity.ts';

/** Facts of the scan; they may stand behind its queries. */
interface Scan {
  version?: string;
  start?: Instant;
  end?: Instant;
  /** Files that could be parsed. */
  parsed?: number;
  /** Folders that were scanned, on the machine that scanned. */
  paths: string[];
}

const FACTS = ['/kics_version', '/start', '/end', '/files_parsed', '/paths'];

/**
 * Places at which queries found something in infrastructure as code (KICS documentation, "Results", JSON).
 * Expected and actual values, and what was searched for, may quote a secret: they are never read.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readKics(document: Document): AsyncGenerator<Reading> {
  const { version, start, end, parsed, paths } = await scanOf(document);
  const at = end ?? start;
  yield {
    kind: 'envelope',
    tool: { name: 'KICS', ...(version && { version }) },
    ...(at !== undefined && { at }),
    // Where nothing was parsed, nothing is known to be gone.
    ...(parsed !== 0 && { complete: true }),
  };
  const counts = new Map<AspectId, number>([['deploy', 0]]);
  for await (const { pointer, value } of streamJson(document, ['/queries/*'])) {
    const query = asObject(value);
    const id = asString(query?.query_id);
    if (!query || !id) {
      yield { kind: 'problem', where: pointer, why: 'Expected a query with a query_id.' };
      continue;
    }
    for (const [index, each] of asArray(query.files).entries()) {
      const place = asObject(each);
      const file = asString(place?.file_name);
      if (!place || !file) {
        yield {
          kind: 'problem',
          where: `${pointer}/files/${index}`,
          why: 'Expected a place with a file_name.',
        };
        continue;
      }
      const result = found(id, query, place, inside(file, paths));
      counts.set(result.aspect, (counts.get(result.aspect) ?? 0) + 1);
      yield result;
    }
  }
  if (parsed === 0) {
    yield { kind: 'event', type: 'failed-run', aspect: 'deploy', title: 'KICS parsed no file' };
    return;
  }
  for (const [aspect, count] of counts) yield scanPractice(aspect, count, 'weaknesses in code');
}

async function scanOf(document: Document): Promise<Scan> {
  const scan: Scan = { paths: [] };
  for await (const { pattern, value } of streamJson(document, FACTS)) {
    const text = asString(value);
    const at = asInstant(value);
    const count = asNumber(value);
    if (pattern === '/kics_version' && text) scan.version = oneLine(text, 40);
    else if (pattern === '/start' && at !== undefined) scan.start = at;
    // A scan that was broken off ends in the year 1.
    else if (pattern === '/end' && at !== undefined && at > 0) scan.end = at;
    else if (pattern === '/files_parsed' && count !== undefined) scan.parsed = count;
    else if (pattern === '/paths') scan.paths = asStrings(value).map(bare);
  }
  return scan;
}

function found(id: string, query: Members, place: Members, file: string): Result {
  const name = asString(query.query_name);
  const severity = asString(query.severity);
  const fingerprint = asString(place.similarity_id);
  if (/^passwords and secrets/i.test(name ?? ''))
    return secretFinding({
      rule: id,
      title: name,
      file,
      severity: severityOf(severity),
      toolSeverity: severity,
    });
  const resource = [asString(place.resource_type), asString(place.resource_name)]
    .filter((part) => part !== undefined && part !== 'n/a')
    .join('.');
  const result = checkResult({
    id,
    title: name,
    status: 'fail',
    severity,
    // TRACE: it only lists what is there.
    usual: severity?.toUpperCase() === 'TRACE' ? 'info' : 'medium',
    location: resource === '' ? file : `${file}#${oneLine(resource, 200)}`,
    message: asString(query.description),
    aspect: aspectOf(asString(query.platform)),
    declared: true,
  });
  return { ...result, ...(fingerprint && { fingerprint }) };
}

/** What a platform's files are; all others are what infrastructure is deployed from. */
function aspectOf(platform: string | undefined): AspectId {
  return /^(ansible|dockerfile|buildah|cicd|openapi|grpc|common)$/i.test(platform ?? '')
    ? 'configuration'
    : 'deploy';
}

/** The path of a file below what was scanned: the folders above it are of the machine that scanned. */
function inside(file: string, paths: readonly string[]): string {
  const path = bare(file);
  const above = paths.find((each) => each !== '' && path.startsWith(`${each}/`));
  return oneLine(above === undefined ? path : path.slice(above.length + 1), 300);
}

/** Without what leads up to it: `../../path/main.tf` and `/path/main.tf` are `path/main.tf`. */
function bare(path: string): string {
  const parts = path.replaceAll('\\', '/').split('/');
  const begin = parts.findIndex((part) => part !== '' && part !== '.' && part !== '..');
  return begin < 0
    ? ''
    : parts
        .slice(begin)
        .filter((part) => part !== '')
        .join('/');
}
