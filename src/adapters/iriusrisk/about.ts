import type { About } from '../about.ts';

export const about: About = {
  reads: 'threats and countermeasures of IriusRisk: CSV exports, and answers of its API versions 1 and 2',
  exports: [
    {
      tools: ['malicious-user-stories', 'architecture-diagrams'],
      how: 'In the project, Threats > Export > CSV (and Countermeasures > Export > CSV) writes the table; the API gives the same as JSON.',
      code: `curl -s -X POST "https://DOMAIN.iriusrisk.com/api/v2/projects/PROJECT-ID/threats/query?size=2000" -H "api-token: $IRIUSRISK_TOKEN" -H 'Content-Type: application/json' -d '{}' > threats.json
curl -s -X POST "https://DOMAIN.iriusrisk.com/api/v2/projects/PROJECT-ID/countermeasures/query?size=2000" -H "api-token: $IRIUSRISK_TOKEN" -H 'Content-Type: application/json' -d '{}' > countermeasures.json
curl -s "https://DOMAIN.iriusrisk.com/api/v1/products/REFERENCE/threats" -H "api-token: $IRIUSRISK_TOKEN" > threats-v1.json
assay import threats.json countermeasures.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: ['dataflow-transitions', 'data-classifications'],
      how: 'Its data flows, trust zones and assets are in its Open Threat Model export, which the adapter `otm` reads.',
      code: `curl -s "https://DOMAIN.iriusrisk.com/api/v1/products/otm/REFERENCE" -H "api-token: $IRIUSRISK_TOKEN" > product.otm
assay import product.otm --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'Each component that has a threat or countermeasure counts as covered by threat modelling; by a name that says something it counts as that very service where it is an API or a service.',
    'Each threat, its current risk as a severity, its owner, and whether it is settled: mitigated, accepted or not applicable.',
    'Each countermeasure as a declared result: implemented passes, required fails, and what is only recommended or was rejected is skipped.',
    'That people modelled the system.',
  ],
  limits: [
    'When: neither the CSV nor the API says it, so give `--happened`.',
    'Nobody looked at the running system: that a countermeasure is implemented is what people say.',
    'The CSV does not name its project: components of the same name in two projects count as one.',
    'An answer of the API may be one page of many; hand in all of them.',
  ],
};
