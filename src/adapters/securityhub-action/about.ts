import type { About } from '../about.ts';

export const about: About = {
  reads: 'EventBridge events by which AWS Security Hub starts a custom action on findings or insights',
  exports: [
    {
      tools: [],
      how: 'Let a rule for `Security Hub Findings - Custom Action` and `Security Hub Insight Results` send its events to a log group or bucket as well, and take them from there.',
      code: `aws logs filter-log-events --log-group-name /aws/events/securityhub-actions --output json \\
  | jq -c '.events[].message | fromjson' > events.jsonl`,
    },
  ],
  proves: [
    'Someone sent these findings to this action: a remediation was asked for, which is declared only.',
    'The findings, as events that name what they are about.',
    'The action is a remediation plan, which answers no kind of finding as long as nothing shows what it ran.',
  ],
  limits: [
    'That anything was put right: hand in what the action then ran (`ssm-automation`, `custodian`, `run`).',
    'The findings themselves are not opened or closed by it: hand them in from `aws securityhub get-findings`.',
  ],
};
