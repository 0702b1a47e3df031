import type { About } from '../about.ts';

export const about: About = {
  reads:
    'sign-in and administrator logs (JSON, NDJSON): Okta System Log, Duo, OneLogin, JumpCloud Directory Insights, LastPass, BetterCloud, Microsoft Entra ID, Google Workspace',
  exports: [
    {
      tools: ['okta'],
      how: 'Ask the System Log API.',
      code: `curl -sH "Authorization: SSWS $OKTA_TOKEN" 'https://ORG.okta.com/api/v1/logs?since=SINCE&limit=1000' > okta-system-log.json`,
    },
    {
      tools: ['duo'],
      how: 'Ask the Admin API with the command of the `duo_client` package, or let Duo Log Sync write NDJSON.',
      code: `python -m duo_client.client --ikey $DUO_IKEY --skey $DUO_SKEY --host API_HOST --method GET --path /admin/v2/logs/authentication mintime=MILLISECONDS maxtime=MILLISECONDS > duo-log.json`,
    },
    {
      tools: ['onelogin'],
      how: 'Ask the Events API.',
      code: `curl -sH "Authorization: bearer $ONELOGIN_TOKEN" 'https://SUBDOMAIN.onelogin.com/api/1/events?since=SINCE' > onelogin-events.json`,
    },
    {
      tools: ['jumpcloud'],
      how: 'Ask Directory Insights.',
      code: `curl -sH "x-api-key: $JUMPCLOUD_API_KEY" --json '{"service": ["all"], "start_time": "SINCE"}' https://api.jumpcloud.com/insights/directory/v1/events > jumpcloud-events.json`,
    },
    {
      tools: ['lastpass'],
      how: 'Ask the Enterprise API for its event report.',
      code: `jq -n '{cid: env.LASTPASS_CID, provhash: env.LASTPASS_SECRET, cmd: "reporting", data: {from: "SINCE", to: "UNTIL", user: "allusers"}}' |
  curl -s --json @- https://lastpass.com/enterpriseapi.php > lastpass-events.json`,
    },
    {
      tools: ['bettercloud'],
      how: 'Ask the API for the audit events (the address stands in the API documentation of your tenant), or let a workflow post each to a file as NDJSON.',
      code: `curl -sH "Authorization: $BETTERCLOUD_TOKEN" 'https://api.bettercloud.com/api/v1/events' > bettercloud-events.json`,
    },
    {
      tools: [],
      how: 'Logs of Microsoft Entra ID and Google Workspace are read too.',
      code: `az rest --url 'https://graph.microsoft.com/v1.0/auditLogs/signIns' > entra-sign-ins.json
curl -sH "Authorization: Bearer $GOOGLE_TOKEN" 'https://admin.googleapis.com/admin/reports/v1/activity/users/all/applications/login' > google-activities.json`,
    },
  ],
  proves: [
    'Who signed in or administered what, and when, as events of access.',
    'That the log arrives: one practice of telemetry for each day that has an entry.',
  ],
  limits: [
    'That anyone looked at the log, or that an alert waits for what is odd in it.',
    'Addresses, devices, places and messages are not read; of people, only the keys by which the directory knows them are kept.',
    'LastPass gives times of US Eastern, which are turned into UTC.',
    'Types of OneLogin events are numbers, of which only the most common have a name here.',
  ],
};
