import type { About } from '../about.ts';

export const about: About = {
  reads:
    'saved searches, alerts, hosts and sources as log services list them: Splunk, Graylog, Sumo Logic, Mezmo (LogDNA), Loggly, LogRhythm',
  exports: [
    {
      tools: ['splunk'],
      how: 'Ask for saved searches, fired alerts and indexes, and for the hosts that sent logs.',
      code: `curl -s -H "Authorization: Bearer $SPLUNK_TOKEN" "https://SPLUNK:8089/servicesNS/-/-/saved/searches?output_mode=json&count=0" > searches.json
curl -s -H "Authorization: Bearer $SPLUNK_TOKEN" "https://SPLUNK:8089/services/alerts/fired_alerts/-?output_mode=json&count=0" > fired.json
curl -s -H "Authorization: Bearer $SPLUNK_TOKEN" "https://SPLUNK:8089/services/data/indexes?output_mode=json&count=0" > indexes.json
curl -s -H "Authorization: Bearer $SPLUNK_TOKEN" "https://SPLUNK:8089/services/search/jobs/export?output_mode=json" \\
  -d search="| metadata type=hosts index=*" > hosts.ndjson
assay import searches.json fired.json indexes.json hosts.ndjson --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: ['graylog'],
      how: 'Ask for streams, event definitions, states of inputs and sidecars.',
      code: `curl -s -u "$GRAYLOG_TOKEN:token" "https://GRAYLOG/api/streams" > streams.json
curl -s -u "$GRAYLOG_TOKEN:token" "https://GRAYLOG/api/events/definitions?per_page=500" > definitions.json
curl -s -u "$GRAYLOG_TOKEN:token" "https://GRAYLOG/api/cluster/inputstates" > inputs.json
curl -s -u "$GRAYLOG_TOKEN:token" "https://GRAYLOG/api/sidecars/all" > sidecars.json
assay import streams.json definitions.json inputs.json sidecars.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: ['sumo-logic'],
      how: 'Ask for collectors and monitors; an exported folder shows its scheduled searches.',
      code: `curl -s -u "$SUMO_ID:$SUMO_KEY" "https://api.sumologic.com/api/v1/collectors?limit=1000" > collectors.json
curl -s -u "$SUMO_ID:$SUMO_KEY" "https://api.sumologic.com/api/v1/monitors/search?query=type:monitor&limit=1000" > monitors.json`,
    },
    {
      tools: ['logdna'],
      how: 'Ask for views and preset alerts, and for lines of a day, of which only the hosts are read.',
      code: `curl -s -H "servicekey: $MEZMO_KEY" https://api.mezmo.com/v1/config/view > views.json
curl -s -H "servicekey: $MEZMO_KEY" https://api.mezmo.com/v1/config/presetalert > alerts.json
curl -s -H "servicekey: $MEZMO_KEY" "https://api.mezmo.com/v2/export?from=START&to=END&size=10000" > lines.json`,
    },
    {
      tools: ['loggly'],
      how: 'Ask for the hosts that sent logs on the last day; let alerts post to a file or to Assay.',
      code: `curl -s -H "Authorization: bearer $LOGGLY_TOKEN" "https://SUBDOMAIN.loggly.com/apiv2/fields/syslog.host/?q=*&from=-24h&facet_size=300" > hosts.json
assay import hosts.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: ['logrhythm'],
      how: 'Ask the Admin API for hosts and log sources, and the Alarm API for alarms.',
      code: `curl -s -H "Authorization: Bearer $LOGRHYTHM_TOKEN" "https://LOGRHYTHM:8501/lr-admin-api/hosts?count=1000" > hosts.json
curl -s -H "Authorization: Bearer $LOGRHYTHM_TOKEN" "https://LOGRHYTHM:8501/lr-admin-api/logsources?count=1000" > sources.json
curl -s -H "Authorization: Bearer $LOGRHYTHM_TOKEN" "https://LOGRHYTHM:8501/lr-alarm-api/alarms?count=1000" > alarms.json`,
    },
  ],
  proves: [
    'Which hosts sent logs, and when the list says so: telemetry reaches them.',
    'Which sources of logs are taken in, and whether they are switched on.',
    'Which searches raise alerts, whether they are switched on, and how urgent they are.',
    'What fired; in Splunk it arrived where the alert has an action, and what Loggly posts has arrived.',
  ],
  limits: [
    'That anyone answered: hand in the incidents of the tool that people are called by.',
    'Alert rules are declared, unless the list says in which state they are (monitors of Sumo Logic).',
    'When: lists of searches, inputs and hosts of Loggly name no time, so give `--happened`.',
    'Hosts of LogRhythm are only known; its log sources show which of them sent logs.',
    'Loggly has no list of alerts: what it posts when one fires is read.',
    'Queries, log lines and the addresses that alerts are sent to are not kept.',
  ],
};
