import type { About } from '../about.ts';

export const about: About = {
  reads:
    'Amazon Inspector (`inspector2`): `list-findings`, findings reports in JSON, events, `list-coverage`',
  exports: [
    {
      tools: [],
      how: 'List the findings of each account (or of the delegated administrator) and region; with no filter, closed and suppressed ones too.',
      code: `aws inspector2 list-findings --output json > inspector-findings.json
assay import inspector-findings.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: [],
      how: 'List what is covered, which shows what is scanned where nothing is found, and what is not scanned.',
      code: `aws inspector2 list-coverage --output json > inspector-coverage.json
assay import inspector-coverage.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: [],
      how: 'Or let EventBridge deliver findings as they come: a rule with this pattern, with a file or a queue that Assay reads as its target.',
      code: `{"source": ["aws.inspector2"], "detail-type": ["Inspector2 Finding"]}`,
      language: 'json',
    },
  ],
  proves: [
    'That resources were scanned, at the time of the latest finding or scan: packages are evidence of `patch`, reachable ports of `configuration`, code of `cicd`, and hardcoded credentials in it of `secrets`.',
    'Each vulnerable package as a finding, by CVE where its advisory answers one; closed findings pass, suppressed ones are skipped.',
    'Of coverage: whether each resource is scanned. What waits, is stopped or was left out by people is skipped; what cannot be scanned fails.',
    'Resources are known by instance id, image digest or ARN, with their account, region and owner tags.',
  ],
  limits: [
    'That all accounts and regions were looked at: a list closes nothing that it does not name.',
    'That anything was scanned, where no finding is listed: import the coverage.',
    'Descriptions, remediation texts and lines of code are not kept.',
    'Findings through Security Hub are read as `asff` or `ocsf`. Inspector Classic, reports in CSV, and other events of Inspector are not read.',
  ],
};
