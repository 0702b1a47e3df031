import type { About } from '../about.ts';

export const about: About = {
  reads:
    'objects of Kubernetes (JSON or YAML), as `kubectl get` prints them or as manifests: nodes, pods, services, workloads, autoscalers, disruption budgets, network policies, secrets without their values',
  exports: [
    {
      tools: [],
      how: 'Ask a cluster. Secrets are read without their values, and are best exported without them.',
      code: `kubectl get nodes,pods,services,deployments,statefulsets --all-namespaces -o json > objects.json
kubectl get hpa,pdb,cronjobs,networkpolicies --all-namespaces -o json > settings.json
kubectl get secrets --all-namespaces -o json | jq 'del(.items[].data, .items[].metadata.annotations)' > secrets.json
assay import objects.json settings.json secrets.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: ['cilium'],
      how: 'Ask for the policies of Cilium; what it enforces shows in the flows of Hubble.',
      code: 'kubectl get ciliumnetworkpolicies,ciliumclusterwidenetworkpolicies --all-namespaces -o json > policies.json',
    },
    {
      tools: [],
      how: 'Secrets that the External Secrets Operator fetches from a store.',
      code: 'kubectl get externalsecrets --all-namespaces -o json > external-secrets.json',
    },
  ],
  proves: [
    'From a cluster: which nodes, services, workloads, images and secrets exist; the inventory reaches them.',
    'How workloads are set up to survive: replicas, probes, autoscalers and disruption budgets, declared only.',
    'How many network policies are set up, declared only.',
    'That a secret was fetched from its store, and when.',
  ],
  limits: [
    'When: lists carry no time of their own, so give `--happened`.',
    'That a workload survives a loss: hand in what a chaos experiment found.',
    'A manifest shows what is meant to run, not that it runs.',
    'Workloads of the same name count as one service, in whichever namespace or cluster they are.',
    'Jobs are passed over: hand in what they do, such as a backup.',
    'Environment, configuration and values of secrets are not kept.',
  ],
};
