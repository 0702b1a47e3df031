import type { Export } from '../about.ts';

/** Maps for tools that watch: monitors, logs, the network, and bots that mend. See `examples.ts`. */
export const WATCHING: readonly Export[] = [
  {
    tools: ['manageengine-applications-manager'],
    how: 'ManageEngine Applications Manager: the API lists all monitors (and, with ListAlarms, the alarms: map STATUS, MESSAGE and MODTIME in epoch-milliseconds to events).',
    language: 'yaml',
    code: `# curl -s -G "https://HOST:8443/AppManager/json/ListMonitor" --data-urlencode "type=all" --data-urlencode "apikey=$APM_API_KEY" > monitors.json
# assay import monitors.json --map manageengine.yaml --happened "$(date -u +%FT%TZ)"
assay: map/v1
tool: ManageEngine Applications Manager
reads: json
rows: /response/result/*
records:
  - kind: practice
    once: true
    when: { column: HEALTHSTATUS, in: [clear, warning, critical] }
    fields:
      aspect: { value: telemetry }
      note: { value: Applications Manager heard from its monitors }
  - kind: resource
    when:
      - { column: MANAGED, in: [true, ""] }
      - { column: HEALTHSTATUS, in: [clear, warning, critical] }
    fields:
      type: { value: service }
      service: { column: DISPLAYNAME }
      key: { column: RESOURCEID }
      reaches: { value: telemetry }
  - kind: rule
    fields:
      type: { value: alert }
      id: { column: RESOURCEID }
      title: { column: DISPLAYNAME }
      enabled: { column: MANAGED, value: yes }
`,
  },
  {
    tools: ['loggly'],
    how: 'Loggly: the event retrieval API gives events; only their host and time are mapped, never their text.',
    language: 'yaml',
    code: `# curl -s "https://SUBDOMAIN.loggly.com/apiv2/events/iterate?q=*&from=-24h&size=1000" -H "Authorization: bearer $LOGGLY_TOKEN" > events.json
# assay import events.json --map loggly.yaml --happened "$(date -u +%FT%TZ)"
assay: map/v1
tool: Loggly
reads: json
rows: /events/*
records:
  - kind: practice
    once: true
    fields:
      aspect: { value: telemetry }
      at: { column: timestamp, format: epoch-milliseconds }
      note: { value: Loggly took in events }
  - kind: resource
    fields:
      type: { value: host }
      host: { column: [/event/syslog/host, /event/json/host, /event/json/hostname] }
      at: { column: timestamp, format: epoch-milliseconds }
      reaches: { value: telemetry }
`,
  },
  {
    tools: ['logrhythm'],
    how: 'LogRhythm: the Alarm API lists alarms.',
    language: 'yaml',
    code: `# curl -s "https://HOST:8501/lr-alarm-api/alarms?count=1000&orderby=DateInserted" -H "Authorization: Bearer $LOGRHYTHM_TOKEN" > alarms.json
# assay import alarms.json --map logrhythm.yaml --happened "$(date -u +%FT%TZ)"
assay: map/v1
tool: LogRhythm
reads: json
rows: /alarmsSearchDetails/*
records:
  - kind: practice
    once: true
    fields:
      aspect: { value: telemetry }
      at: { column: dateInserted }
      note: { value: LogRhythm raised alarms }
  - kind: event
    fields:
      type: { value: alert }
      aspect: { value: telemetry }
      title: { column: alarmRuleName }
      at: { column: dateInserted }
      reference: { column: alarmId }
`,
  },
  {
    tools: ['rita'],
    how: 'RITA 4: each `show-…` command writes CSV; for version 5 (`rita view --stdout DATASET`) name its columns in the same way.',
    language: 'yaml',
    code: `# rita show-beacons DATASET > beacons.csv
# assay import beacons.csv --map rita.yaml --happened "$(date -u +%FT%TZ)"
assay: map/v1
tool: RITA
reads: csv
records:
  - kind: practice
    once: true
    fields:
      aspect: { value: telemetry }
      note: { value: RITA analysed the network }
  - kind: event
    fields:
      type: { value: alert }
      aspect: { value: telemetry }
      title: { value: A host calls the same place again and again }
      host: { column: [Source IP, Source] }
      reference: { column: [Destination IP, SNI, FQDN] }
`,
  },
  {
    tools: ['divvycloud'],
    how: 'DivvyCloud (Rapid7 InsightCloudSec): the API lists the bots, each of which mends a kind of finding.',
    language: 'yaml',
    code: `# curl -s -X POST "https://HOST/v2/public/botfactory/list" -H "Api-Key: $INSIGHTCLOUDSEC_KEY" -H 'Content-Type: application/json' -d '{}' > bots.json
# assay import bots.json --map insightcloudsec.yaml --happened "$(date -u +%FT%TZ)"
assay: map/v1
tool: InsightCloudSec
reads: json
rows: /bots/*
records:
  - kind: plan
    fields:
      type: { value: remediation }
      id: { column: resource_id }
      title: { column: name }
      severity: { column: severity }
      automated: { column: state, map: { RUNNING: 1, SCANNING: 1 }, otherwise: 0, value: 0 }
  - kind: practice
    once: true
    when: { column: state, in: [RUNNING, SCANNING] }
    fields:
      aspect: { value: remediation }
      declared: { value: yes }
      note: { value: Bots are set to mend findings }
`,
  },
];
