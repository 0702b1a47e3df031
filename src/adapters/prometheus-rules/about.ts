import type { About } from '../about.ts';

export const about: About = {
  reads: 'Prometheus rule files',
  exports: [
    {
      tools: ['prometheus'],
      how: 'Nothing to export: `assay scan .` finds rule files in a repository. One can be handed in as well, also as a Kubernetes `PrometheusRule`.',
      code: `assay import rules.yml --system NAME --happened 2026-11-23
kubectl get prometheusrules -o yaml NAME > rules.yml`,
    },
  ],
  proves: [
    'That alert rules are written: their names, severities, and the playbooks that they name in `runbook_url` (or `runbook`, `playbook_url`, `playbook`).',
    'Recording rules say nothing about alerts.',
  ],
  limits: [
    'That a running Prometheus evaluates them, or that they ever fired.',
    'All of it is declared and earns level 2 at most: hand in `/api/v1/rules` for more.',
    'Expressions are not checked: use `promtool check rules`.',
  ],
};
