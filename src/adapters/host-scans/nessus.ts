import type { Document } from '../../formats/document.ts';
import { streamXml } from '../../formats/xml-stream.ts';
import type { Instant } from '../../records/instant.ts';
import { hostKey } from '../../records/key.ts';
import type { Reading, ResourceRef, Result } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { vulnerability } from '../shared/vulnerability.ts';

const ITEM = '/NessusClientData_v2/Report/ReportHost/ReportItem';
const SEVERITIES: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];

interface Host {
  name: string;
  properties: Record<string, string>;
}

interface Item {
  attributes: Readonly<Record<string, string>>;
  cves: string[];
}

/**
 * Vulnerabilities of hosts (Tenable, "Nessus v2 File Format"). Outputs of plugins are never read.
 * @throws Refusal `malformed`, `truncated`, `doctype`, `too-large`
 */
export async function* readNessus(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Nessus' }, complete: true };
  let host: Host | undefined;
  let item: Item | undefined;
  let tag: string | undefined; // of the host's properties, that text is of
  let cve = false;
  let count = 0;
  let ended: Instant | undefined;
  for await (const event of streamXml(document)) {
    if (event.type === 'text') {
      if (tag && host) host.properties[tag] = (host.properties[tag] ?? '') + event.text;
      else if (cve && item) item.cves.push(event.text.trim());
      continue;
    }
    if (event.type === 'open') {
      if (event.local === 'ReportHost') host = { name: event.attributes['name'] ?? '', properties: {} };
      else if (event.local === 'tag' && host && !item) tag = event.attributes['name'];
      else if (event.path === ITEM) item = { attributes: event.attributes, cves: [] };
      else cve = event.path === `${ITEM}/cve`;
      continue;
    }
    if (event.local === 'tag') tag = undefined;
    else if (event.local === 'cve') cve = false;
    else if (event.local === 'HostProperties' && host) {
      const at = endOf(host);
      if (at !== undefined) ended = Math.max(ended ?? at, at);
      yield { kind: 'resource', ...refOf(host), reaches: ['patch'], ...(at !== undefined && { at }) };
    } else if (event.path === ITEM && host && item) {
      const found = resultsOf(item, host);
      item = undefined;
      if (!found) {
        yield { kind: 'problem', where: ITEM, why: `Expected an item of ${host.name} with a pluginID.` };
        continue;
      }
      count += found.length;
      yield* found;
    }
  }
  const practice = scanPractice('patch', count, 'vulnerabilities');
  yield { ...practice, ...(ended !== undefined && { at: ended }) };
}

function resultsOf({ attributes, cves }: Item, host: Host): Result[] | undefined {
  const plugin = attributes['pluginID'];
  if (!plugin) return undefined;
  const severity = Number(attributes['severity'] ?? 0);
  if (!(severity > 0)) return [];
  const at = endOf(host);
  const [port, protocol] = [attributes['port'], attributes['protocol']];
  const ids = cves.length > 0 ? cves.map((each) => [each]) : [[`nessus:${plugin}`]];
  return ids.flatMap((each) => {
    const found = vulnerability({
      ids: each,
      title: attributes['pluginName'],
      severity: SEVERITIES[severity],
      resource: refOf(host),
    });
    if (!found) return [];
    const location = port && port !== '0' ? `${port}/${protocol ?? 'tcp'}` : undefined;
    return [{ ...found, ...(location && { location }), ...(at !== undefined && { at }) }];
  });
}

function refOf({ name, properties }: Host): ResourceRef {
  const others = [properties['host-fqdn'], properties['host-ip']].filter((each) => each !== undefined);
  const keys = new Set([name, ...others].filter((each) => each !== '').map(hostKey));
  return { type: 'host', keys: [...keys], name: properties['host-fqdn'] ?? name };
}

/** Seconds; the words beside it name no zone. */
function endOf({ properties }: Host): Instant | undefined {
  const seconds = Number(properties['HOST_END_TIMESTAMP']);
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds * 1_000 : undefined;
}
