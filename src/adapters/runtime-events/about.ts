import type { About } from '../about.ts';

export const about: About = {
  reads: 'alerts of Falco, flows of Cilium Hubble and events of Tetragon, one JSON object a line',
  exports: [
    {
      tools: ['falco', 'dagda'],
      how: 'Let Falco write JSON to a file; Dagda’s runtime alerts are Falco’s.',
      code: `falco -o json_output=true -o file_output.enabled=true -o file_output.filename=/var/log/falco.ndjson
assay import /var/log/falco.ndjson --system SYSTEM`,
    },
    {
      tools: ['cilium'],
      how: 'Ask Hubble for the flows of the last hour, or Tetragon for its events.',
      code: `hubble observe --since 1h -o jsonpb > flows.ndjson
kubectl logs -n kube-system ds/tetragon -c export-stdout > tetragon.ndjson
assay import flows.ndjson --system SYSTEM`,
    },
  ],
  proves: [
    'That each node was watched while it ran: telemetry reaches it.',
    'Each Falco alert, with its rule and priority.',
  ],
  limits: [
    'That anyone was told: hand in what your alert route delivered.',
    'Processes, users, addresses and file names in an event are not kept.',
  ],
};
