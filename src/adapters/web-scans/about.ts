import type { About } from '../about.ts';

export const about: About = {
  reads: 'reports of web scanners: ZAP (traditional JSON and XML) and nuclei (JSON lines)',
  exports: [
    {
      tools: ['gauntlt', 'mittn', 'bdd-security'],
      how: 'Scan a running system from outside, as gauntlt, mittn and bdd-security did with scanners like these.',
      code: `docker run -v "$PWD:/zap/wrk" ghcr.io/zaproxy/zaproxy:stable zap-baseline.py -t https://HOST -J zap.json
nuclei -u https://HOST -jsonl -o nuclei.jsonl
assay import zap.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'The site was scanned while it ran (aspect `configuration`, output `test`), also where nothing was found.',
    'Each alert on each page, by plugin or template; false positives are skipped.',
    'Which hosts were scanned: the aspect reaches them.',
  ],
  limits: [
    'When: older ZAP reports name the time without a zone, so give `--happened`.',
    'Queries of addresses, attacks and evidence are never read, for they may hold tokens.',
    'That every page was visited.',
  ],
};
