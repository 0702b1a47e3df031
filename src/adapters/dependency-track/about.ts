import type { About } from '../about.ts';

export const about: About = {
  reads:
    'Dependency-Track: findings of a project (API, and the File Packaging Format), and the list of projects',
  exports: [
    {
      tools: ['gradle', 'grunt'],
      how: 'Ask the API for the findings of a project, packaged with its name and the time.',
      code: `curl -H "X-Api-Key: $DT_KEY" "https://dtrack.example.com/api/v1/finding/project/UUID/export" -o findings.json
assay import findings.json --system SYSTEM`,
    },
    {
      tools: [],
      how: 'Ask for all projects: each whose bill was imported is a practice at that time.',
      code: `curl -H "X-Api-Key: $DT_KEY" "https://dtrack.example.com/api/v1/project?pageSize=500" -o projects.json
assay import projects.json --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'That the parts of a project were compared with known vulnerabilities: a practice of patching.',
    'Each vulnerability as a finding, by CVE where it has one; what people suppressed is skipped.',
  ],
  limits: [
    'A bare list of findings names neither project nor time: use the export, or give `--target` and `--happened`.',
    'That anything was updated.',
  ],
};
