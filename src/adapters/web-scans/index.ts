import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { has } from '../shared/products.ts';
import { about } from './about.ts';
import { readNuclei } from './nuclei.ts';
import { readZapJson } from './zap-json.ts';
import { readZapXml } from './zap-xml.ts';

export const adapter: Adapter = {
  id: 'web-scans',
  about,
  title: 'Web scanners: ZAP and nuclei',
  aspects: ['configuration'],
  detect({ xml, json }) {
    if (xml) return xml.local === 'OWASPZAPReport' ? CERTAIN : 0;
    const root = asObject(json);
    if (root && 'site' in root) {
      if ('@programName' in root || '@generated' in root) return CERTAIN;
      const site = asObject(asArray(root.site)[0]);
      return site && has(site, '@name', 'alerts') ? LIKELY : 0;
    }
    const first = root ?? asObject(asArray(json)[0]);
    return first && has(first, 'template-id', 'info') && ('matched-at' in first || 'host' in first)
      ? CERTAIN
      : 0;
  },
  read(document) {
    const { xml, json } = document.head;
    if (xml) return readZapXml(document);
    return 'site' in (asObject(json) ?? {}) ? readZapJson(document) : readNuclei(document);
  },
};
