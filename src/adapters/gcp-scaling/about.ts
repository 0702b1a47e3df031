import type { About } from '../about.ts';

export const about: About = {
  reads: 'Google Compute Engine autoscalers, managed instance groups, backend services and their health',
  exports: [
    {
      tools: ['gcp-autoscaler'],
      how: 'Export, for each project.',
      code: `gcloud compute instance-groups managed list --project PROJECT --format json > groups.json
curl -s -H "Authorization: Bearer $TOKEN" \\
  https://compute.googleapis.com/compute/v1/projects/PROJECT/aggregated/autoscalers > autoscalers.json`,
    },
    {
      tools: ['gcp-load-balancing'],
      how: 'Export the backend services of a project, and the health of each.',
      code: `gcloud compute backend-services list --project PROJECT --format json > backends.json
gcloud compute backend-services get-health BACKEND --global --project PROJECT --format json > health.json`,
    },
  ],
  proves: [
    'That groups, autoscalers and backend services exist, and how they are configured.',
    'Each is a service with results: more than one zone, at least two instances, room to grow, health that is looked at, and scaling that is switched on.',
    'Health shows which backends answer: at least one healthy instance in each, as it was seen.',
  ],
  limits: [
    'That a service survives a loss: hand in a chaos experiment or a drill.',
    'All but health is declared, and earns level 2 at most.',
    'The answers have no time: say it with `--happened`.',
  ],
};
