import type { About } from '../about.ts';

export const about: About = {
  reads: 'ggshield secret scans (JSON)',
  exports: [
    {
      tools: [],
      how: 'Run it with its JSON format.',
      code: `ggshield secret scan repo . --json --output ggshield.json
assay import ggshield.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    { tools: [], how: 'Its SARIF format (`--format sarif`) is read by the `sarif` adapter.' },
  ],
  proves: [
    'That something was scanned for secrets (aspect `secrets`, output `test`), and each secret as a finding by type, file and commit.',
    'A secret that GitGuardian found valid works, so it is critical; one that people ignored is skipped.',
  ],
  limits: [
    'When and in which repository: the report names neither, so the caller says it.',
    'Scans of infrastructure code and dependencies (`ggshield iac`, `ggshield sca`) are other formats.',
    'What matched, and its hash, is never read, so it is never kept.',
  ],
};
