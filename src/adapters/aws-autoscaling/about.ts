import type { About } from '../about.ts';

export const about: About = {
  reads: 'AWS auto scaling groups',
  exports: [
    {
      tools: ['aws-auto-scaling', 'aws-auto-scaling-docs'],
      how: 'Export, for each account and region.',
      code: `aws autoscaling describe-auto-scaling-groups --output json > groups.json`,
    },
  ],
  proves: [
    'That the groups and their instances exist, and how they are configured.',
    'Each group is a service with five results: more than one availability zone, at least two instances, room to grow, replacement of instances that its load balancer finds unhealthy, and no suspended process.',
    'A group that may have no instance at all is skipped.',
  ],
  limits: [
    'That a service survives a loss.',
    'All of it is declared, and earns level 2 at most: hand in a fault injection (`aws-fis`) for more.',
    'The answer has no time: say it with `--happened`.',
  ],
};
