import type { About } from '../about.ts';

export const about: About = {
  reads: 'OWASP Dependency-Track (3.4 and later): exported findings (FPF), findings and projects of its API',
  exports: [
    {
      tools: ['gradle', 'grunt'],
      how: 'Export the findings of a project; the file says of which project, and when.',
      code: `curl -s -H "X-Api-Key: $DTRACK_KEY" "https://DTRACK/api/v1/finding/project/UUID/export" > findings.json
assay import findings.json --system SYSTEM`,
    },
    {
      tools: [],
      how: 'Or take the findings as the API lists them, those that were suppressed too, and say when.',
      code: `curl -s -H "X-Api-Key: $DTRACK_KEY" "https://DTRACK/api/v1/finding/project/UUID?suppressed=true" > findings.json
assay import findings.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: [],
      how: 'List the projects, for when each of them was last analysed.',
      code: `curl -s -H "X-Api-Key: $DTRACK_KEY" "https://DTRACK/api/v1/project?excludeInactive=true&pageSize=500" > projects.json
assay import projects.json --system SYSTEM`,
    },
  ],
  proves: [
    'That the components of a project were checked against known vulnerabilities: a practice of patching, also where none was found.',
    'Each vulnerability as a finding, by CVE where it is one; each vulnerable component. What people resolved passes; what they suppressed, or called a false positive or not affected, is skipped.',
    'Of a list of projects: each active one as a resource, and a practice at its last analysis, or else at its last bill of materials.',
    'A project is known by its repository, package URL or image where it has one, else by the id that Dependency-Track gave it.',
  ],
  limits: [
    'Findings of a list of projects: their metrics are counts, which stand in the note.',
    'When the API listed findings: give `--happened`.',
    'Components without a vulnerability: import the bill of materials too.',
    'Comments and details of analyses are not kept. Violations of policies are not read.',
  ],
};
