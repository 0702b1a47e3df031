import type { About } from '../about.ts';

export const about: About = {
  reads: 'GitHub Actions, GitLab, CircleCI, Travis, Jenkinsfile, Azure Pipelines, update bots',
  exports: [
    {
      tools: ['jenkins', 'travis-ci', 'circleci'],
      how: 'Nothing to export: `assay scan .` finds the files. One file can be handed in as well.',
      code: `assay import .github/workflows/ci.yml --system NAME --happened 2026-11-23`,
    },
    {
      tools: [],
      how: "Read are GitHub Actions (also Gitea's and Forgejo's), GitLab CI/CD, CircleCI, Travis CI, Azure Pipelines, Jenkinsfiles (declarative and scripted), Dependabot and Renovate (`renovate.json`). The content decides which it is; the path only helps.",
    },
  ],
  proves: [
    'That pipelines, schedules and update bots are _declared_, and which well-known tools the steps run (Trivy, gitleaks, Checkov, Terraform and some forty more, `tools.ts`), each for its aspect.',
    'The result `cicd.avoid-shell` counts the steps that call a shell, which the model advises against.',
  ],
  limits: [
    'That anything ever ran.',
    'Declared practices earn level 2 at most, and reach no repository in coverage: hand in what the runs report (JUnit, SARIF, `assay run`).',
    'Schedules of GitLab and Travis are kept in their settings, not in the file; included files, shared libraries and reusable workflows are not followed.',
  ],
};
