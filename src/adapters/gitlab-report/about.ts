import type { About } from '../about.ts';

export const about: About = {
  reads: 'security reports of GitLab CI (gl-*-report.json, schema 14 and later)',
  exports: [
    {
      tools: [],
      how: 'Include GitLab’s security templates in a pipeline, and keep their reports as artifacts.',
      code: `include:
  - template: Jobs/SAST.gitlab-ci.yml
  - template: Jobs/Secret-Detection.gitlab-ci.yml
  - template: Jobs/Dependency-Scanning.gitlab-ci.yml
# and in a job after them:
#   assay import gl-sast-report.json --system SYSTEM`,
      language: 'yaml',
    },
  ],
  proves: [
    'The scan ran when the report says that it ended (output `test`), also where nothing was found.',
    'Each vulnerability: of dependencies and images for `patch`, of secrets for `secrets`, of infrastructure code, running sites and APIs for `configuration`, of other code for `cicd`.',
  ],
  limits: [
    'A scan that failed is an event, not a practice.',
    'Of which repository: say it to the import.',
    'Descriptions and lines of code are never read, for they may quote a secret.',
    'What was dismissed in GitLab: the report is of the scan alone.',
  ],
};
