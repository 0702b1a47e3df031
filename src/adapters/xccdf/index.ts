import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { readChecklist } from './checklist.ts';
import { readCklb } from './cklb.ts';
import { readOval } from './oval.ts';
import { readResults } from './results.ts';

export const adapter: Adapter = {
  id: 'xccdf',
  about,
  title: 'XCCDF and OVAL results, ARF and DISA checklists',
  aspects: ['configuration', 'patch'],
  detect({ xml, json, text }) {
    if (xml) {
      const isXccdf = /checklists\.nist\.gov\/xccdf/i.test(xml.namespace);
      if (xml.local === 'asset-report-collection' || xml.local === 'oval_results') return CERTAIN;
      if (xml.local === 'TestResult') return isXccdf ? CERTAIN : LIKELY;
      // Results stand behind all of the rules, mostly behind the head.
      if (xml.local === 'Benchmark') return isXccdf ? CERTAIN : 0;
      return xml.local === 'CHECKLIST' && /<(ASSET|STIGS|iSTIG)\b/.test(text) ? CERTAIN : 0;
    }
    const root = asObject(json);
    if (!root || !Array.isArray(root.stigs)) return 0;
    const first = asObject(asArray(root.stigs)[0]);
    const isChecklist = 'cklb_version' in root || 'target_data' in root;
    return isChecklist || (first !== undefined && 'stig_id' in first) ? CERTAIN : 0;
  },
  read(document) {
    const { xml } = document.head;
    if (!xml) return readCklb(document);
    if (xml.local === 'oval_results') return readOval(document);
    return xml.local === 'CHECKLIST' ? readChecklist(document) : readResults(document);
  },
};
