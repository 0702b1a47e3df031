import type { About } from '../about.ts';

export const about: About = {
  reads:
    'incidents, alerts, services and on-call schedules of PagerDuty, Opsgenie (Jira Service Management) and Splunk On-Call (VictorOps), listed by their APIs or sent by their webhooks',
  exports: [
    {
      tools: ['pagerduty'],
      how: 'List incidents; a webhook (v3) that the document is posted by is read as well.',
      code: `curl -s -H "Authorization: Token token=$PAGERDUTY_TOKEN" \\
  "https://api.pagerduty.com/incidents?since=2026-11-01T00:00:00Z&limit=100&include[]=acknowledgers" > incidents.json`,
    },
    {
      tools: ['opsgenie'],
      how: 'List alerts, or incidents by `/v1/incidents`; what a webhook integration posts is read as well.',
      code: `curl -s -H "Authorization: GenieKey $OPSGENIE_KEY" "https://api.opsgenie.com/v2/alerts?limit=100&sort=createdAt" > alerts.json`,
    },
    {
      tools: ['victorops'],
      how: 'List past incidents; an outgoing webhook for incidents is read as well, where its members are named after their variables (`ALERT.entity_id`, `STATE.INCIDENT_NAME` ...).',
      code: `curl -s -H "X-VO-Api-Id: $VICTOROPS_ID" -H "X-VO-Api-Key: $VICTOROPS_KEY" \\
  "https://api.victorops.com/api-reporting/v2/incidents?limit=100" > incidents.json`,
    },
    {
      tools: ['support-engineers'],
      how: 'List who is on call, with any of the three tools.',
      code: `curl -s -H "Authorization: Token token=$PAGERDUTY_TOKEN" https://api.pagerduty.com/oncalls > oncalls.json
curl -s -H "Authorization: Token token=$PAGERDUTY_TOKEN" https://api.pagerduty.com/schedules > schedules.json
curl -s -H "Authorization: Token token=$PAGERDUTY_TOKEN" https://api.pagerduty.com/services > services.json
curl -s -H "Authorization: GenieKey $OPSGENIE_KEY" https://api.opsgenie.com/v2/schedules > schedules.json
curl -s -H "X-VO-Api-Id: $VICTOROPS_ID" -H "X-VO-Api-Key: $VICTOROPS_KEY" \\
  https://api.victorops.com/api-public/v2/team/TEAM/oncall/schedule > schedule.json`,
    },
  ],
  proves: [
    'Each incident or alert reached the people on call when it began: an alert that arrived.',
    'How long it took to acknowledge and to resolve it, in its title, where the list says so.',
    'Which services raise incidents, and which schedules say who is on call.',
  ],
  limits: [
    'That it was answered well: hand in the drill or the review as an attestation.',
    'What the alert quotes is not kept beyond its title.',
    'Lists come in pages: hand in each of them.',
    'PagerDuty says when an incident was acknowledged only while it is open.',
    'Schedules are declared: an alert that arrived shows that they work.',
  ],
};
