import type { About } from '../about.ts';

export const about: About = {
  reads: 'gitleaks JSON',
  exports: [
    {
      tools: [],
      how: 'Run:',
      code: `gitleaks git --report-format json --report-path gitleaks.json .
assay import gitleaks.json --system payments --happened "$(date -u +%FT%TZ)"
# or let Assay note the time itself:
assay run --aspect secrets --system payments --file gitleaks.json -- gitleaks git -f json -r gitleaks.json .`,
    },
    { tools: [], how: 'The SARIF format (`--report-format sarif`) is read by the `sarif` adapter.' },
  ],
  proves: [
    'That the repository was scanned for secrets (aspect `secrets`, output `test`), and each leak as a finding by rule, file and commit.',
    'The report names neither time nor repository: the caller says when.',
  ],
  limits: [
    'That secrets are managed.',
    "An empty report is known only by a name with `gitleaks` or `leaks` in it, for `[]` could be anyone's.",
    'The members that hold what leaked (`Secret`, `Match`, `offender`) are never read, so they are never kept.',
  ],
};
