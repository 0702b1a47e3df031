import { aws } from './products/aws.ts';
import { azureDevops } from './products/azure-devops.ts';
import { bamboo } from './products/bamboo.ts';
import { bitbucket } from './products/bitbucket.ts';
import { circleci } from './products/circleci.ts';
import { github } from './products/github.ts';
import { gitlab } from './products/gitlab.ts';
import { puppetPipelines } from './products/puppet-pipelines.ts';
import { travis } from './products/travis.ts';
import type { CiService } from './service.ts';

/** Every CI service that is read; the first that knows a run has it. */
export const SERVICES: readonly CiService[] = [
  github,
  gitlab,
  circleci,
  travis,
  bamboo,
  azureDevops,
  bitbucket,
  puppetPipelines,
  aws,
];
