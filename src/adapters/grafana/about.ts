import type { About } from '../about.ts';

export const about: About = {
  reads:
    'alert rules of Grafana (provisioning files, exports, provisioning and ruler API; JSON or YAML), contact points, notification policies and dashboards',
  exports: [
    {
      tools: [],
      how: 'Nothing to export where they are files: `assay scan .` finds them in a repository.',
      code: 'assay import provisioning/alerting/rules.yaml --system NAME --happened 2026-11-23',
    },
    {
      tools: [],
      how: 'Ask Grafana for its rules, or for one dashboard.',
      code: `curl -s -H "Authorization: Bearer $TOKEN" https://GRAFANA/api/v1/provisioning/alert-rules > grafana-rules.json
curl -s -H "Authorization: Bearer $TOKEN" https://GRAFANA/api/dashboards/uid/UID > grafana-dashboard.json`,
    },
  ],
  proves: [
    'Which alert rules are set, whether they are paused, how urgent they are, and the playbook that each names; that is declared.',
    'That contact points or notification policies lead somewhere; that is declared.',
    'That a dashboard shows something; that is declared, as telemetry.',
  ],
  limits: [
    'That a rule is evaluated: hand in `/api/prometheus/grafana/api/v1/rules`, which is read as `prometheus-api`.',
    'That an alert arrived: hand in what the on-call service lists.',
    'Queries, and addresses and settings of contact points, are not kept.',
  ],
};
