import type { About } from '../about.ts';

export const about: About = {
  reads:
    'what AWS Systems Manager answers on patches: states of nodes, patches of one node, compliance items and summaries, managed nodes',
  exports: [
    {
      tools: [],
      how: 'The state of each node after its last scan or installation.',
      code: `aws ssm describe-instance-patch-states --instance-ids INSTANCE_IDS > patch-states.json
assay import patch-states.json --system SYSTEM`,
    },
    {
      tools: [],
      how: 'Compliance of all nodes, with each patch and association, or in summary.',
      code: `aws ssm list-resource-compliance-summaries > compliance.json
aws ssm list-compliance-items --resource-ids INSTANCE_ID --resource-types ManagedInstance > items.json
assay import compliance.json items.json --system SYSTEM`,
    },
    {
      tools: [],
      how: 'The patches of one node: the answer names neither node nor time, so say both.',
      code: `aws ssm describe-instance-patches --instance-id INSTANCE_ID > patches.json
assay import patches.json --system SYSTEM --target host:NODE --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: [],
      how: 'The nodes that Systems Manager manages.',
      code: `aws ssm describe-instance-information > nodes.json
assay import nodes.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'That a node was compared with its patch baseline, or patched, when the operation ended: a practice of patching that reaches the node.',
    'Each node, patch or association that does not comply as a finding; what complies passes, what does not apply is skipped.',
    'Associations and custom compliance count for `configuration`.',
    'Managed nodes are an inventory of hosts.',
  ],
  limits: [
    'That installed patches were installed by patching: images come with patches.',
    'Nodes that Systems Manager does not manage.',
  ],
};
