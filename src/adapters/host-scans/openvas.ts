import type { Document } from '../../formats/document.ts';
import { streamXml } from '../../formats/xml-stream.ts';
import { type Instant, parseInstant } from '../../records/instant.ts';
import { hostKey } from '../../records/key.ts';
import type { Reading, ResourceRef, Result } from '../../records/record.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { vulnerability } from '../shared/vulnerability.ts';

/** A result as it is put together, by the names of its elements. */
interface Found {
  oid: string | undefined;
  cves: string[];
  texts: Record<string, string>;
}

/** Texts of a result that are read, by where they stand in it; descriptions quote what was found. */
const TEXTS = new Set(['host', 'host/hostname', 'port', 'severity', 'threat', 'nvt/name']);

/**
 * Vulnerabilities of hosts (Greenbone Management Protocol, "report" and "result" elements), as downloaded or as
 * `get_reports` answers.
 * @throws Refusal `malformed`, `truncated`, `doctype`, `too-large`
 */
export async function* readOpenvas(document: Document): AsyncGenerator<Reading> {
  const ended = await endOf(document);
  yield {
    kind: 'envelope',
    tool: { name: 'OpenVAS' },
    complete: true,
    ...(ended !== undefined && { at: ended }),
  };
  let found: Found | undefined;
  let base = ''; // path of the result that is open
  let into: string | undefined;
  let ip: string | undefined; // of a host element beside the results
  const told = new Set<string>();
  let count = 0;
  for await (const event of streamXml(document)) {
    if (event.type === 'text') {
      if (found && into) found.texts[into] = (found.texts[into] ?? '') + event.text;
      else if (ip !== undefined) ip += event.text;
      continue;
    }
    if (event.type === 'open') {
      if (found) {
        into = inside(event.path, base);
        if (event.path === `${base}/nvt`) found.oid = event.attributes['oid'];
        if (event.local === 'ref' && /^cve$/i.test(event.attributes['type'] ?? ''))
          found.cves.push(event.attributes['id'] ?? '');
      } else if (event.path.endsWith('/results/result')) {
        found = { oid: undefined, cves: [], texts: {} };
        base = event.path;
      } else if (event.path.endsWith('/report/host/ip')) ip = '';
      continue;
    }
    if (found && event.path === base) {
      const host = refOf(found);
      const results = host && resultsOf(found, host);
      found = undefined;
      into = undefined;
      if (!host || !results) {
        yield { kind: 'problem', where: base, why: 'Expected a result with a host and an nvt with its oid.' };
        continue;
      }
      if (!told.has(host.keys[0] ?? '')) yield scanned(host, told);
      count += results.length;
      yield* results;
    } else if (found) {
      // What stands behind a child is of the parent again.
      into = inside(event.path.slice(0, event.path.lastIndexOf('/')), base);
    } else if (ip !== undefined) {
      const host: ResourceRef = { type: 'host', keys: [hostKey(ip)], name: ip.trim() };
      if (ip.trim() && !told.has(hostKey(ip))) yield scanned(host, told);
      ip = undefined;
    }
  }
  yield scanPractice('patch', count, 'vulnerabilities');
}

function inside(path: string, base: string): string | undefined {
  const rest = path.startsWith(`${base}/`) ? path.slice(base.length + 1) : '';
  return TEXTS.has(rest) ? rest : undefined;
}

function scanned(host: ResourceRef, told: Set<string>): Reading {
  told.add(host.keys[0] ?? '');
  return { kind: 'resource', ...host, reaches: ['patch'] };
}

function resultsOf({ oid, cves, texts }: Found, host: ResourceRef): Result[] | undefined {
  if (!oid) return undefined;
  const score = Number(texts['severity']);
  // 0 is a log message; below it are false positives and errors of the scanner.
  if (!(score > 0)) return [];
  const port = texts['port']?.trim();
  const ids = cves.length > 0 ? cves : [`openvas:${oid}`];
  return ids.flatMap((id) => {
    const made = vulnerability({ ids: [id], title: texts['nvt/name']?.trim(), score, resource: host });
    return made ? [{ ...made, ...(port && { location: port.slice(0, 60) }) }] : [];
  });
}

function refOf({ texts }: Found): ResourceRef | undefined {
  const address = texts['host']?.trim();
  const name = texts['host/hostname']?.trim();
  if (!address) return undefined;
  const keys = new Set([address, ...(name ? [name] : [])].map(hostKey));
  return { type: 'host', keys: [...keys], name: name || address };
}

/** When the scan ended; it may stand behind the results. */
async function endOf(document: Document): Promise<Instant | undefined> {
  let at: Instant | undefined;
  let text: string | undefined;
  for await (const event of streamXml(document)) {
    if (event.type === 'open') text = /\/report\/scan_end$/.test(event.path) ? '' : undefined;
    else if (event.type === 'text' && text !== undefined) text += event.text;
    else if (event.type === 'close' && text !== undefined) {
      at = parseInstant(text.trim()) ?? at;
      text = undefined;
    }
  }
  return at;
}
