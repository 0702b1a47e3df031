import type { About } from '../about.ts';

export const about: About = {
  reads: 'entities of a Backstage software catalog: `catalog-info.yaml` files, and answers of its API',
  exports: [
    {
      tools: ['owners'],
      how: 'The file is kept beside the code, where `assay scan .` finds it and dates it by its last commit.',
      code: 'assay import catalog-info.yaml --system SYSTEM --happened "$(git log -1 --format=%cI -- catalog-info.yaml)"',
    },
    {
      tools: ['owners', 'support-engineers'],
      how: 'The API of a running Backstage lists every entity that the catalogue holds.',
      code: `curl -s "https://BACKSTAGE/api/catalog/entities?filter=kind=component,kind=system,kind=resource,kind=api" -H "Authorization: Bearer $BACKSTAGE_TOKEN" > catalog.json
assay import catalog.json --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'Components, systems, resources and APIs with their owner, lifecycle, type, system, labels and tags, under names that other tools know as well: services by name, repositories by address.',
    'For each of them a declared result that says whether it has an owner; and, where an on-call service is annotated (PagerDuty, Opsgenie, Splunk On-Call), one that says that its support is named.',
    'An answer of the API shows that the catalogue listed them: a practice of inventory.',
  ],
  limits: [
    'A `catalog-info.yaml` is what people wrote: it is declared and earns level 2 at most.',
    'When: neither form says it, so give `--happened`.',
    'Users, groups, domains, templates and locations are passed over: the directory of people comes from an identity provider.',
    'That owners know of it, or that what is listed runs.',
  ],
};
