import type { About } from '../about.ts';

export const about: About = {
  reads:
    'JSON reports of static analysis: Semgrep, Bandit, gosec, ESLint, SonarQube issues, tfsec, TFLint, Hadolint',
  exports: [
    {
      tools: [],
      how: 'Analyse the code of a repository; where the tool writes SARIF, that serves as well.',
      code: `semgrep scan --json --output semgrep.json
bandit -r . -f json -o bandit.json
gosec -fmt json -out gosec.json ./...
npx eslint . --format json --output-file eslint.json
tfsec . --format json > tfsec.json
tflint --format json > tflint.json
hadolint --format json Dockerfile > hadolint.json
assay import semgrep.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: [],
      how: 'Ask SonarQube or SonarQube Cloud for the issues of a project, page by page.',
      code: `curl -s -H "Authorization: Bearer $SONAR_TOKEN" "https://SONAR/api/issues/search?componentKeys=PROJECT&ps=500&p=1" > issues.json
assay import issues.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'The analysis ran (output `test`), also where nothing was found.',
    'Each weakness, by rule and file: of infrastructure code and Dockerfiles for `configuration`, of other code for `cicd`, of passwords and keys in code for `secrets`.',
    'What SonarQube resolved passes; what was accepted, ignored or is a false positive is skipped.',
  ],
  limits: [
    'When: only Bandit names the time, so give `--happened`.',
    'Of which repository: say it to the import.',
    'Which rules passed: these reports name what was found only.',
    'Lines of code and messages that may quote a password are never kept.',
    'That what a page of SonarQube no longer names is gone: pages are parts, and close nothing.',
  ],
};
