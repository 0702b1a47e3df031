import type { About } from '../about.ts';

export const about: About = {
  reads:
    'lists of hosts and of detections: CrowdStrike, Carbon Black, Threat Stack, Darktrace, ThreatDown (Malwarebytes), Trellix (FireEye) HX, Trend Vision One, Symantec, Alert Logic incidents',
  exports: [
    {
      tools: ['crowdstrike'],
      how: 'Hosts and alerts of the Falcon API, with a token of scope Hosts: read and Alerts: read.',
      code: `curl -H "Authorization: Bearer $TOKEN" "https://api.crowdstrike.com/devices/combined/devices/v1?limit=5000" > hosts.json
curl -H "Authorization: Bearer $TOKEN" -d '{"limit":1000}' "https://api.crowdstrike.com/alerts/combined/alerts/v1" -H "Content-Type: application/json" > alerts.json
assay import hosts.json alerts.json --system SYSTEM`,
    },
    {
      tools: ['carbon-black'],
      how: 'Devices and alerts of Carbon Black Cloud.',
      code: `curl -H "X-Auth-Token: $KEY" -H "Content-Type: application/json" -d '{"rows":1000}' "https://HOST/appservices/v6/orgs/ORG_KEY/devices/_search" > devices.json
curl -H "X-Auth-Token: $KEY" -H "Content-Type: application/json" -d '{"rows":1000}' "https://HOST/api/alerts/v7/orgs/ORG_KEY/alerts/_search" > alerts.json`,
    },
    {
      tools: ['threat-stack'],
      how: 'Agents and alerts of the REST API v2.',
      code: `curl -H "Authorization: $HAWK" "https://api.threatstack.com/v2/agents?status=online" > agents.json
curl -H "Authorization: $HAWK" "https://api.threatstack.com/v2/alerts?status=active" > alerts.json`,
    },
    {
      tools: ['darktrace'],
      how: 'Model breaches of the last week.',
      code: 'curl -H "DTAPI-Token: $PUBLIC" -H "DTAPI-Date: $DATE" -H "DTAPI-Signature: $SIGNATURE" "https://DARKTRACE/modelbreaches?starttime=START&endtime=END" > breaches.json',
    },
    {
      tools: ['malwarebytes'],
      how: 'Endpoints of ThreatDown Nebula.',
      code: `curl -X POST -H "Authorization: Bearer $TOKEN" -H "accountid: ACCOUNT" "https://api.malwarebytes.com/nebula/v1/endpoints" -d '{}' > endpoints.json`,
    },
    {
      tools: ['fireeye-hx'],
      how: 'Hosts and alerts of Trellix (FireEye) HX.',
      code: `curl -H "X-FeApi-Token: $TOKEN" "https://HX:3000/hx/api/v3/hosts?limit=1000" > hosts.json
curl -H "X-FeApi-Token: $TOKEN" "https://HX:3000/hx/api/v3/alerts?limit=1000" > alerts.json`,
    },
    {
      tools: ['trend-micro'],
      how: 'Endpoints and alerts of Trend Vision One.',
      code: `curl -H "Authorization: Bearer $TOKEN" "https://api.xdr.trendmicro.com/v3.0/endpointSecurity/endpoints" > endpoints.json
curl -H "Authorization: Bearer $TOKEN" "https://api.xdr.trendmicro.com/v3.0/workbench/alerts" > alerts.json`,
    },
    {
      tools: ['symantec-endpoint-protection'],
      how: 'Computers of Symantec Endpoint Protection Manager.',
      code: 'curl -k -H "Authorization: Bearer $TOKEN" "https://SEPM:8446/sepm/api/v1/computers?pageSize=1000" > computers.json',
    },
    {
      tools: ['alert-logic'],
      how: 'Incidents, from the console: Respond > Incidents > export as JSON.',
      code: 'assay import incidents.json --system SYSTEM',
    },
  ],
  proves: [
    'Which hosts have an agent, and that each was heard from when it last reported: telemetry reaches it.',
    'What was detected, and when, as alerts.',
  ],
  limits: [
    'Hosts without an agent: hand in an inventory, so that they count as hosts that nothing is heard from.',
    'That anyone looked at a detection.',
    'Command lines, paths, users and addresses in a detection are not kept.',
  ],
};
