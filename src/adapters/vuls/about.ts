import type { About } from '../about.ts';

export const about: About = {
  reads: 'scan results of Vuls, one JSON file a host',
  exports: [
    {
      tools: ['vuls'],
      how: 'Scan, let it look the vulnerabilities up, and hand in the files of the run.',
      code: `vuls scan && vuls report -format-json
assay import results/current/*.json --system SYSTEM`,
    },
  ],
  proves: [
    'That the host was compared with known vulnerabilities when it was scanned: a practice of patching.',
    'Each vulnerability as a finding, by CVE and package; each package as a component.',
  ],
  limits: ['That anything was updated.'],
};
