import type { About } from '../about.ts';

export const about: About = {
  reads: 'Azure autoscale settings and virtual machine scale sets',
  exports: [
    {
      tools: ['azure-autoscale', 'azure-autoscale-docs'],
      how: 'Export, for each subscription.',
      code: `az monitor autoscale list --resource-group GROUP --output json > autoscale.json
az vmss list --output json > scale-sets.json`,
    },
  ],
  proves: [
    'That scale sets and autoscale settings exist, and how they are configured.',
    'Each scale set is a service with results: more than one zone, at least two instances, and health that is looked at.',
    'Each autoscale setting is a scaling rule of what it scales, with results: at least two instances, room to grow, and switched on.',
  ],
  limits: [
    'That a service survives a loss: hand in a chaos experiment or a drill.',
    'All of it is declared, and earns level 2 at most.',
    'The answers have no time: say it with `--happened`.',
    'Profiles of machines, which may hold passwords and start scripts, are not read.',
  ],
};
