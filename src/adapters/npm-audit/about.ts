import type { About } from '../about.ts';

export const about: About = {
  reads: '`npm audit --json` (versions 6 to 11), `pnpm audit --json`, `yarn npm audit --json`',
  exports: [
    {
      tools: ['grunt'],
      how: 'Run it where the lock file is, and say when and of which repository.',
      code: `npm audit --json > audit.json
assay import audit.json --system SYSTEM --target repository:github.com/OWNER/NAME --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: [],
      how: 'With pnpm or yarn the same.',
      code: `pnpm audit --json > audit.json
yarn npm audit --json > audit.ndjson`,
    },
  ],
  proves: [
    'That the dependencies were checked against known vulnerabilities: a practice of patching, also where none was found.',
    'Each vulnerable package as a finding, by CVE or GitHub advisory, which other scanners name too.',
  ],
  limits: [
    'When and of which repository it was: give `--happened` and `--target`.',
    'That anything was updated.',
  ],
};
