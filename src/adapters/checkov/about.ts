import type { About } from '../about.ts';

export const about: About = {
  reads: 'Checkov JSON, of one framework or several',
  exports: [
    {
      tools: ['terraform', 'aws-cloudformation'],
      how: 'Check a repository, or a plan before it is applied.',
      code: `checkov --directory . --output json > checkov.json
assay import checkov.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'Code was checked (output `test`): what infrastructure is deployed from counts for `deploy`; Ansible, Dockerfiles, pipelines and settings of code hosts for `configuration`; its search for secrets for `secrets`; its scan of packages and images for `patch`.',
    'Each check of each resource: passed, failed or skipped by a comment; a file that could not be parsed is an error.',
  ],
  limits: [
    'That what was checked was deployed: the results are of code, so they reach no resource.',
    'Severities come with an API key only; without one each finding is of medium severity, each secret of high.',
    'Blocks of code, evaluated values and hashes of secrets are never read.',
    'The report does not say when, nor of which repository: use `--happened`.',
  ],
};
