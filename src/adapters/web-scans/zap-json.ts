import type { Document } from '../../formats/document.ts';
import { asArray, asInstant, asObject, asString, type Members } from '../../formats/schema.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { listed } from '../shared/listing.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { hostOf, scanned, zapAlert, zapEnvelope } from './alert.ts';

/**
 * Alerts by site (ZAP, "Traditional JSON Report", also with requests and responses, which are not read).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readZapJson(document: Document): AsyncGenerator<Reading> {
  const root = asObject(document.head.json) ?? {};
  yield zapEnvelope(asString(root['@version']), asInstant(root['created']));
  let count = 0;
  for await (const { pointer, item } of listed(document, ['/site/*'])) {
    const site = item && hostOf(asString(item['@name']) ?? asString(item['@host']));
    if (!item || !site) {
      yield { kind: 'problem', where: pointer, why: 'Expected a site with its @name.' };
      continue;
    }
    yield scanned(site);
    for (const [index, each] of asArray(item['alerts']).entries()) {
      const alert = asObject(each);
      const found = alert && resultsOf(alert, site);
      if (!found) {
        yield {
          kind: 'problem',
          where: `${pointer}/alerts/${index}`,
          why: 'Expected an alert with a pluginid.',
        };
        continue;
      }
      for (const result of found) {
        if (result.status === 'fail') count += 1;
        yield result;
      }
    }
  }
  yield scanPractice('configuration', count, 'alerts');
}

function resultsOf(alert: Members, site: ResourceRef) {
  const id = asString(alert['alertRef']) ?? asString(alert['pluginid']);
  if (!id) return undefined;
  const about = {
    id,
    title: asString(alert['name']) ?? asString(alert['alert']),
    risk: asString(alert['riskcode']),
    confidence: asString(alert['confidence']),
  };
  const instances = asArray(alert['instances']).map(asObject);
  const pages = instances.length > 0 ? instances : [undefined];
  return pages.map((page) =>
    zapAlert(about, { address: asString(page?.['uri']), parameter: asString(page?.['param']) }, site),
  );
}
