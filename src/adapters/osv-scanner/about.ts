import type { About } from '../about.ts';

export const about: About = {
  reads: '`osv-scanner --format json` (versions 1 and 2)',
  exports: [
    {
      tools: ['gradle', 'grunt'],
      how: 'Scan the checkout with its lock files.',
      code: `osv-scanner scan --format json --output osv.json -r .
assay import osv.json --system SYSTEM --target repository:github.com/OWNER/NAME --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'That the packages of lock files were checked against the OSV database: a practice of patching.',
    'Each vulnerability as a finding, by CVE where it has one; each package as a component.',
  ],
  limits: [
    'When and of which repository it was: give `--happened` and `--target`.',
    'Packages without a vulnerability are listed only with `--all-packages`.',
  ],
};
