import type { About } from '../about.ts';

export const about: About = {
  reads: 'secretlint JSON',
  exports: [
    {
      tools: [],
      how: 'Run it with its JSON format.',
      code: `npx secretlint --format json --maskSecrets --output secretlint.json '**/*'
assay import secretlint.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: [],
      how: 'Its SARIF format is read by the `sarif` adapter.',
      code: `npx secretlint --format @secretlint/secretlint-formatter-sarif --output secretlint.sarif '**/*'`,
    },
  ],
  proves: [
    'That files were scanned for secrets (aspect `secrets`, output `test`), and each secret as a finding by rule and file.',
  ],
  limits: [
    'When and in which repository: the report names neither, so the caller says it.',
    'A report that lists no file at all is `[]`, which could be anyone’s and is not recognised.',
    'Messages and sources quote what was found: they are never read, so they are never kept.',
  ],
};
