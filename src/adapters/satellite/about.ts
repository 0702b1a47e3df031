import type { About } from '../about.ts';

export const about: About = {
  reads: 'errata that hosts need, as the API of Red Hat Satellite and Foreman answers',
  exports: [
    {
      tools: ['ansible-tower'],
      how: 'Ask Satellite for the errata of a host, or of all hosts.',
      code: `curl -u "$USER:$PASSWORD" "https://SATELLITE/katello/api/errata?errata_restrict_applicable=true&per_page=1000" > errata.json
assay import errata.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: [],
      how: 'For one host, so that the findings are of it.',
      code: `curl -u "$USER:$PASSWORD" "https://SATELLITE/api/hosts/HOST/errata?per_page=1000" > errata.json
assay import errata.json --system SYSTEM --target host:HOST --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'That hosts were compared with what the vendor has mended: a practice of patching.',
    'Each erratum that is needed as a finding.',
  ],
  limits: [
    'When: give `--happened`.',
    'Which hosts need an erratum: ask for one host at a time and name it with `--target`.',
  ],
};
