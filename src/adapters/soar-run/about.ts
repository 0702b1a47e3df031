import type { About } from '../about.ts';

const BODY = (tool: string, name: string) => `{
  "tool": "${tool}",
  "${name}": "NAME",
  "run_id": "ID",
  "status": "succeeded",
  "trigger": "event",
  "started": "2026-11-22T08:00:00Z",
  "finished": "2026-11-22T08:00:30Z",
  "finding": "RULE-OF-THE-FINDING",
  "resource": "ARN-OR-ID"
}`;

export const about: About = {
  reads:
    'runs of remediation workflows: jobs of Rapid7 InsightConnect, bots of InsightCloudSec (DivvyCloud), workflows of BetterCloud, Splunk SOAR and Shuffle, and any other that posts the members below',
  exports: [
    {
      tools: ['rapid7-soar'],
      how: 'List the jobs of InsightConnect.',
      code: `curl -s -H "X-Api-Key: $RAPID7_KEY" "https://REGION.api.insight.rapid7.com/connect/v1/jobs?status=succeeded&limit=30" > jobs.json`,
    },
    {
      tools: ['divvycloud'],
      how: 'Let the bot call a webhook after its other actions, with this body; its id, its times and the resource come from the variables of the product.',
      code: BODY('InsightCloudSec', 'bot'),
      language: 'json',
    },
    {
      tools: ['bettercloud'],
      how: 'Add a webhook as the last action of the workflow with this body, or keep the answer to the call that started it once it is completed.',
      code: BODY('BetterCloud', 'workflow'),
      language: 'json',
    },
    {
      tools: [],
      how: 'Any other tool: one such object, a list of them, or one a line. Only a name (`workflow`, `playbook`, `bot` or `remediation`), `status`, a time, and what it answers (`finding`, `insight`, `rule` or `answers`) are needed.',
      code: BODY('TOOL', 'playbook'),
      language: 'json',
    },
    {
      tools: [],
      how: 'List the playbook runs of Splunk SOAR.',
      code: `curl -s -H "ph-auth-token: $SOAR_TOKEN" "https://SOAR.EXAMPLE.COM/rest/playbook_run?page_size=100" > runs.json`,
    },
  ],
  proves: [
    'Each run that succeeded is a remediation that was carried out, when it ended.',
    'A run that was begun by an event or a schedule is fully automated, one by a person semi-automated at most.',
    'What ran is a remediation plan for the kinds of finding that the run names, else for the one that it is named after.',
    'A run that failed is an event.',
  ],
  limits: [
    'That the finding is gone: hand in the scanner that finds it again afterwards.',
    'A webhook without an outcome of its own says only that the workflow came that far.',
    'Inputs, outputs and parameters are not kept.',
  ],
};
