import type { Adapter } from '../adapter.ts';
import { productOf } from '../shared/products.ts';
import { about } from './about.ts';
import { readCiRuns } from './read.ts';
import { SERVICES } from './services.ts';

export const adapter: Adapter = {
  id: 'ci-runs',
  about,
  title:
    'Runs of CI services: GitHub Actions, GitLab, CircleCI, Travis CI, Bamboo, Azure DevOps, Bitbucket, Puppet Pipelines, AWS CodeBuild, CodePipeline and CodeDeploy',
  aspects: ['cicd'],
  detect: (head) => productOf(head, SERVICES)?.certainty ?? 0,
  read: readCiRuns,
};
