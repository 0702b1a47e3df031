import type { About } from '../about.ts';

export const about: About = {
  reads:
    'configuration of Prometheus and its agent, and Kubernetes ServiceMonitor, PodMonitor, Probe and ScrapeConfig',
  exports: [
    {
      tools: ['prometheus'],
      how: 'Nothing to export: `assay scan .` finds the file in a repository. It can be handed in as well.',
      code: `assay import prometheus.yml --system NAME --happened 2026-11-23
kubectl get servicemonitors,podmonitors --all-namespaces -o yaml > monitors.yml`,
    },
  ],
  proves: [
    'Which jobs scrape what: each is a source of telemetry, and its static targets are hosts or services that are to be heard from.',
    'That metrics are written on to a store elsewhere, where `remote_write` says so.',
  ],
  limits: [
    'That anything was ever heard: hand in `/api/v1/targets` (`prometheus-api`) for that.',
    'All of it is declared and earns level 2 at most.',
    'Targets of service discovery are not in the file.',
    'Of a target only its host name and port are read: credentials, headers and addresses with a path never leave the file.',
  ],
};
