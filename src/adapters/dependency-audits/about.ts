import type { About } from '../about.ts';

export const about: About = {
  reads:
    'JSON reports on dependencies: Snyk test, OWASP Dependency-Check, pip-audit, cargo audit, Dependabot alerts',
  exports: [
    {
      tools: [],
      how: 'Check the dependencies of a repository or an image; what ends with an error because it found something has written its report all the same.',
      code: `snyk test --all-projects --json-file-output=snyk.json
dependency-check --project APP --scan . --format JSON --out dependency-check-report.json
pip-audit --format json --output pip-audit.json
cargo audit --json > cargo-audit.json
assay import snyk.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: [],
      how: 'Ask GitHub for the Dependabot alerts of a repository or an organization, in every state.',
      code: `gh api --paginate "repos/OWNER/REPOSITORY/dependabot/alerts?per_page=100" > alerts.json
assay import alerts.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'Dependencies were checked (aspect `patch`, output `test`), also where nothing was found.',
    'Each vulnerability by its CVE and package, so that it is one finding with what other tools say of it.',
    'Packages with their versions, where the report lists them (pip-audit, Dependency-Check).',
    'Dependabot alerts that are fixed pass; dismissed ones are skipped.',
  ],
  limits: [
    'When: only Dependency-Check names the time, so give `--happened`.',
    'Of which repository: only Dependabot alerts of an organization name it, so say it to the import.',
    'Findings about licences are left out: they are no vulnerabilities.',
    'Which image Snyk looked at is not always told; then say it to the import.',
  ],
};
