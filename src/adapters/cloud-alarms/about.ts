import type { About } from '../about.ts';

export const about: About = {
  reads:
    'alarms and alert rules of AWS CloudWatch, Azure Monitor and Google Cloud Monitoring, and the alerts that the last two send to a webhook',
  exports: [
    {
      tools: [],
      how: 'AWS: export, for each account and region.',
      code: 'aws cloudwatch describe-alarms --output json > alarms.json',
    },
    {
      tools: [],
      how: 'Azure: export the rules of a subscription, and the alerts that fired.',
      code: `az monitor metrics alert list --output json > metric-alerts.json
az monitor activity-log alert list --output json > activity-alerts.json
az monitor scheduled-query list --output json > query-alerts.json
az rest --method get --url "/subscriptions/SUBSCRIPTION/providers/Microsoft.AlertsManagement/alerts?api-version=2019-03-01" > alerts.json`,
    },
    {
      tools: [],
      how: 'Google Cloud: export the policies of a project.',
      code: 'gcloud alpha monitoring policies list --project PROJECT --format json > policies.json',
    },
  ],
  proves: [
    'Which alert rules are set up, what they watch where they name it, whether they are switched on, and how urgent they are.',
    'An alarm that is in the state ALARM fired when its state changed; where it is switched on and leads to people (an SNS topic, an incident), it arrived.',
    'An Azure alert that fired is an event; one that came by webhook has arrived, as has an incident of Google Cloud.',
    'CloudWatch evaluates alarms that are not short of data, as seen when the list was made.',
  ],
  limits: [
    'That anyone answered: hand in the incidents of the tool that people are called by.',
    'Rules of Azure and Google Cloud are declared only, and so are alarms that are short of data.',
    'A list of rules has no time: say it with `--happened`.',
    'Queries, filters and the addresses that alerts are sent to are not kept.',
  ],
};
