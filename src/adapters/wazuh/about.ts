import type { About } from '../about.ts';

export const about: About = {
  reads: 'vulnerabilities that Wazuh found: the server API (until 4.7) and the indexer (from 4.8)',
  exports: [
    {
      tools: [],
      how: 'Until 4.7, for each agent; say which host it is.',
      code: `curl -k -H "Authorization: Bearer $TOKEN" "https://WAZUH:55000/vulnerability/AGENT_ID?limit=100000" > wazuh.json
assay import wazuh.json --system SYSTEM --target host:HOSTNAME`,
    },
    {
      tools: [],
      how: 'From 4.8, all agents at once from the indexer.',
      code: 'curl -k -u "$USER:$PASSWORD" "https://INDEXER:9200/wazuh-states-vulnerabilities-*/_search?size=10000" > wazuh.json',
    },
  ],
  proves: [
    'That hosts were checked against known vulnerabilities when the newest of them was detected: a practice of patching.',
    'Each vulnerability as a finding, by CVE and package, of its host.',
  ],
  limits: [
    'A list of the server API does not name its host: give `--target host:NAME`.',
    'A list without any vulnerability does not say when it was made: give `--happened`.',
  ],
};
