import type { About } from '../about.ts';

export const about: About = {
  reads: 'Prometheus HTTP API: targets, rules, alerts',
  exports: [
    {
      tools: ['prometheus'],
      how: 'Export.',
      code: `curl -fsS "$PROMETHEUS/api/v1/targets?state=active" > targets.json
curl -fsS "$PROMETHEUS/api/v1/rules?type=alert" > rules.json
curl -fsS "$PROMETHEUS/api/v1/alerts" > alerts.json`,
    },
  ],
  proves: [
    'Every active target that is up was heard from at its last scrape: a host where its job measures machines (`node`, `windows`, `kubelet` ...) or service discovery found an instance, else the service that its labels `service`, `app` or `job` name.',
    'Groups whose alert rules were evaluated without an error are a practice of alerts at their last evaluation.',
    'A firing alert is an event and an exercised alert; what it fires for is watched.',
  ],
  limits: [
    'That a notification reached anyone (`alertmanager-config` shows the routes, declared), nor that hosts which never fired are covered by a rule: expressions are not evaluated.',
    'A target that is down, and a rule that could not be evaluated, is an event.',
    'Addresses and error texts are never kept: they may hold passwords.',
    'An answer without any time, such as no targets at all, is dated by `--happened`.',
  ],
};
