import type { About } from '../about.ts';

export const about: About = {
  reads: 'Checkov results in JSON',
  exports: [
    {
      tools: [],
      how: 'Scan a checkout.',
      code: `checkov --directory . --output json --output-file-path results
assay import results/results_json.json --system SYSTEM --target repository:github.com/OWNER/NAME --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'That infrastructure code was compared with policies: a practice of deployment.',
    'Each check of each resource in the code, passed ones too.',
  ],
  limits: [
    'When and of which repository it was: give `--happened` and `--target`.',
    'What the code declares, not what runs.',
    'Severities only where a platform account gives them.',
  ],
};
