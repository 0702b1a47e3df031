import type { About } from '../about.ts';

export const about: About = {
  reads: 'ElastAlert and ElastAlert 2: rules (YAML), and the documents that it writes back to Elasticsearch',
  exports: [
    {
      tools: ['elastalert'],
      how: 'Nothing to export: `assay scan .` finds rules in a repository. One can be handed in as well.',
      code: 'assay import rules/RULE.yaml --system NAME --happened 2026-11-23',
    },
    {
      tools: ['elastalert'],
      how: 'Ask Elasticsearch which alerts were sent and which rules were run.',
      code: `curl -s -H "Authorization: ApiKey $TOKEN" "https://ELASTICSEARCH.EXAMPLE.COM:9200/elastalert_status*/_search?size=1000" > elastalert.json`,
    },
  ],
  proves: [
    'A rule file shows that an alert rule is written, how urgent it is, the playbook that it names, and whether it leads anywhere; that is declared.',
    'A document of an alert that was sent (`alert_sent`) shows that an alert arrived.',
    'A document of a run shows that the rule was evaluated then.',
    'A document of an error is a failed run.',
  ],
  limits: [
    'That a rule file is loaded by a running ElastAlert: hand in what it writes back.',
    'What matched, queries, addresses and credentials are not kept.',
  ],
};
