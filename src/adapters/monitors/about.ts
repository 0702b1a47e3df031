import type { About } from '../about.ts';

export const about: About = {
  reads:
    'lists of monitors, alert rules and hosts: Datadog, New Relic, Pingdom, Icinga 2, Splunk Observability Cloud (SignalFx), Wavefront, ManageEngine Applications Manager and OpManager',
  exports: [
    {
      tools: ['datadog'],
      how: 'Ask for hosts and monitors.',
      code: `curl -s -H "DD-API-KEY: $DD_API_KEY" -H "DD-APPLICATION-KEY: $DD_APP_KEY" "https://api.datadoghq.com/api/v1/hosts?count=1000" > hosts.json
curl -s -H "DD-API-KEY: $DD_API_KEY" -H "DD-APPLICATION-KEY: $DD_APP_KEY" "https://api.datadoghq.com/api/v1/monitor" > monitors.json
assay import hosts.json monitors.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: ['new-relic'],
      how: 'Ask NerdGraph for entities, and the REST API for policies and conditions.',
      code: `curl -s https://api.newrelic.com/graphql -H "API-Key: $NEW_RELIC_KEY" -H "Content-Type: application/json" \\
  -d '{"query":"{actor{entitySearch(query:\\"reporting IS NOT NULL\\"){results{entities{guid name type entityType reporting alertSeverity}}}}}"}' > entities.json
curl -s -H "Api-Key: $NEW_RELIC_KEY" https://api.newrelic.com/v2/alerts_policies.json > policies.json
curl -s -H "Api-Key: $NEW_RELIC_KEY" "https://api.newrelic.com/v2/alerts_nrql_conditions.json?policy_id=POLICY" > conditions.json
assay import entities.json policies.json conditions.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: ['pingdom'],
      how: 'Ask for the checks.',
      code: `curl -s -H "Authorization: Bearer $PINGDOM_TOKEN" "https://api.pingdom.com/api/3.1/checks" > checks.json`,
    },
    {
      tools: ['icinga'],
      how: 'Ask for hosts and services.',
      code: `curl -s -u "$ICINGA_USER:$ICINGA_PASSWORD" "https://ICINGA:5665/v1/objects/hosts" > hosts.json
curl -s -u "$ICINGA_USER:$ICINGA_PASSWORD" "https://ICINGA:5665/v1/objects/services" > services.json`,
    },
    {
      tools: ['signalfx'],
      how: 'Ask for detectors and for incidents.',
      code: `curl -s -H "X-SF-Token: $SF_TOKEN" "https://api.REALM.signalfx.com/v2/detector?limit=1000" > detectors.json
curl -s -H "X-SF-Token: $SF_TOKEN" "https://api.REALM.signalfx.com/v2/incident?includeResolved=true" > incidents.json`,
    },
    {
      tools: ['wavefront'],
      how: 'Ask for alerts and sources.',
      code: `curl -s -H "Authorization: Bearer $WAVEFRONT_TOKEN" "https://CLUSTER.wavefront.com/api/v2/alert?limit=1000" > alerts.json
curl -s -H "Authorization: Bearer $WAVEFRONT_TOKEN" "https://CLUSTER.wavefront.com/api/v2/source?limit=1000" > sources.json`,
    },
    {
      tools: ['manageengine-applications-manager'],
      how: 'Ask for the monitors; devices of OpManager are read as well.',
      code: `curl -s "https://HOST:8443/AppManager/json/ListMonitor?apikey=$APM_KEY&type=all" > monitors.json
curl -s -H "apiKey: $OPM_KEY" "https://HOST:8060/api/json/device/listDevices" > devices.json
assay import monitors.json devices.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'Which hosts and services are heard from, and when where the list says so: telemetry reaches them.',
    'Which alert rules are set up, whether they are switched on, how urgent they are, and what they watch where they name one thing.',
    'What fires now; where the rule notifies someone (Datadog, Wavefront) or a notification was sent (Splunk Observability Cloud), it arrived.',
    'Where a list says in which state a rule is, the rule is evaluated.',
  ],
  limits: [
    'That anyone answered: hand in the incidents of the tool that people are called by.',
    'When: New Relic’s entities, Wavefront’s alerts, detectors and ManageEngine’s lists name no time, so give `--happened`.',
    'Whether a source of Wavefront still sends: the list does not say so, and it is only known.',
    'Queries, messages, variables and the addresses that alerts are sent to are not kept.',
    'Lists come in pages: hand in each of them.',
  ],
};
