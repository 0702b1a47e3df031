import { azurePipelines } from './azure-pipelines.ts';
import { circleci } from './circleci.ts';
import { githubActions } from './github-actions.ts';
import { gitlabCi } from './gitlab-ci.ts';
import type { CiFormat } from './pipeline.ts';
import { travis } from './travis.ts';

const FORMATS: readonly CiFormat[] = [githubActions, circleci, azurePipelines, travis, gitlabCi];

/** Whether a path is where one of the CI systems keeps its configuration. */
export function isCiPath(path: string): boolean {
  return FORMATS.some((format) => format.path.test(path));
}

/** The CI system whose configuration a value is: that of its path where the content agrees, else by content. */
export function formatOf(value: unknown, path: string): CiFormat | undefined {
  const known = FORMATS.filter((format) => format.knows(value));
  return known.find((format) => format.path.test(path)) ?? known[0];
}
