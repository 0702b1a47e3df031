import type { About } from '../about.ts';

export const about: About = {
  reads:
    'LitmusChaos results and engines (`ChaosResult`, `ChaosEngine` of `litmuschaos.io/v1alpha1`), in JSON or YAML',
  exports: [
    {
      tools: [],
      how: 'List what ran in a cluster.',
      code: `kubectl get chaosresults.litmuschaos.io --all-namespaces -o json > results.json
kubectl get chaosengines.litmuschaos.io --all-namespaces -o json > engines.json`,
    },
  ],
  proves: [
    'An experiment with the verdict `Pass` is a loss that was survived; it reaches the workloads that a result lists as its targets, or the application that an engine names by its label.',
    'One with the verdict `Fail`, `Error` or `Stopped` is an event.',
  ],
  limits: [
    'A result says when it was made, and where its managed fields were kept (`--show-managed-fields`) when it was last changed: without them, runs that are repeated look as old as the first.',
    'Without a probe, a verdict says no more than that the pods ran again.',
    'Experiments that are awaited count for nothing.',
  ],
};
