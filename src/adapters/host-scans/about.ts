import type { About } from '../about.ts';

export const about: About = {
  reads: 'reports of network scanners: Nessus (.nessus, version 2) and OpenVAS / Greenbone (XML)',
  exports: [
    {
      tools: [],
      how: 'Export a finished Nessus or Tenable scan as `.nessus`.',
      code: `curl -s -X POST -H "X-ApiKeys: accessKey=$KEY; secretKey=$SECRET" -H "Content-Type: application/json" -d '{"format":"nessus"}' https://NESSUS:8834/scans/SCAN/export
curl -s -H "X-ApiKeys: accessKey=$KEY; secretKey=$SECRET" https://NESSUS:8834/scans/SCAN/export/FILE/download > scan.nessus
assay import scan.nessus --system SYSTEM`,
    },
    {
      tools: [],
      how: 'Export a finished report of Greenbone as XML: Scans, Reports, the report, Download, XML; or by its protocol.',
      code: `gvm-cli --gmp-username USER --gmp-password PASSWORD socket --xml "<get_reports report_id='REPORT' details='1' ignore_pagination='1'/>" > openvas.xml
assay import openvas.xml --system SYSTEM`,
    },
  ],
  proves: [
    'Hosts were scanned for vulnerabilities when the scan of each ended (aspect `patch`, output `test`), also where nothing was found.',
    'Each vulnerability by its CVE where it has one, else by the plugin, on its host and port.',
    'Which hosts were scanned: the aspect reaches them.',
  ],
  limits: [
    'Findings without any risk (severity 0, `Log`) are left out: they say what is there, not what is wrong.',
    'Compliance checks of Nessus are left out: export the benchmark as XCCDF.',
    'The output of plugins is never read, for it may quote what was found on the host.',
    'When, where a `.nessus` file has no HOST_END_TIMESTAMP: HOST_END names no zone, so give `--happened`.',
  ],
};
