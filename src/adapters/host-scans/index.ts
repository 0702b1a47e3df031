import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readNessus } from './nessus.ts';
import { readOpenvas } from './openvas.ts';

export const adapter: Adapter = {
  id: 'host-scans',
  about,
  title: 'Network scanners: Nessus and OpenVAS',
  aspects: ['patch'],
  detect({ xml, text }) {
    if (!xml) return 0;
    if (xml.local === 'NessusClientData_v2') return CERTAIN;
    // Of Greenbone's reports the outer one only wraps the inner.
    if (xml.local !== 'report' && xml.local !== 'get_reports_response') return 0;
    return /<(gmp|omp)>\s*<version>|<report_format\b|<nvt oid=/.test(text) ? CERTAIN : 0;
  },
  read(document) {
    return document.head.xml?.local === 'NessusClientData_v2' ? readNessus(document) : readOpenvas(document);
  },
};
