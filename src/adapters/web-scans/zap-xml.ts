import type { Document } from '../../formats/document.ts';
import { streamXml } from '../../formats/xml-stream.ts';
import { parseInstant } from '../../records/instant.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { hostOf, scanned, zapAlert, zapEnvelope } from './alert.ts';

/** Elements whose text is read; what was sent and answered is not among them. */
const TEXTS = new Set(['pluginid', 'alertRef', 'name', 'alert', 'riskcode', 'confidence', 'uri', 'param']);

/**
 * Alerts by site (ZAP, "Traditional XML Report").
 * @throws Refusal `malformed`, `truncated`, `doctype`, `too-large`
 */
export async function* readZapXml(document: Document): AsyncGenerator<Reading> {
  const { version, created }: Readonly<Record<string, string | undefined>> =
    document.head.xml?.attributes ?? {};
  yield zapEnvelope(version, parseInstant(created ?? ''));
  let count = 0;
  let site: ResourceRef | undefined;
  let alert: Record<string, string> = {};
  let pages: Record<string, string>[] = [];
  let page: Record<string, string> | undefined;
  let into: string | undefined;
  for await (const event of streamXml(document)) {
    if (event.type === 'text') {
      const held = page ?? alert;
      if (into) held[into] = (held[into] ?? '') + event.text;
      continue;
    }
    if (event.type === 'open') {
      into = TEXTS.has(event.local) ? event.local : undefined;
      if (event.local === 'site') {
        site = hostOf(event.attributes['name'] ?? event.attributes['host']);
        if (site) yield scanned(site);
      } else if (event.local === 'alertitem') {
        alert = {};
        pages = [];
      } else if (event.local === 'instance') {
        page = {};
        pages.push(page);
      }
      continue;
    }
    into = undefined;
    if (event.local === 'instance') page = undefined;
    if (event.local !== 'alertitem') continue;
    const id = alert['alertRef'] ?? alert['pluginid'];
    if (!id) {
      yield { kind: 'problem', where: event.path, why: 'Expected an alert with a pluginid.' };
      continue;
    }
    const about = {
      id: id.trim(),
      title: alert['name'] ?? alert['alert'],
      risk: alert['riskcode'],
      confidence: alert['confidence'],
    };
    for (const each of pages.length > 0 ? pages : [{}]) {
      const { uri: address, param: parameter }: Record<string, string | undefined> = each;
      const result = zapAlert(about, { address, parameter }, site);
      if (result.status === 'fail') count += 1;
      yield result;
    }
  }
  yield scanPractice('configuration', count, 'alerts');
}
