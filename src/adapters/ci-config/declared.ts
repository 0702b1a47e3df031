import type { Reading } from '../../records/record.ts';
import type { Pipeline } from './pipeline.ts';
import { declaredTools } from './tools.ts';

/** The records of one pipeline. */
export function* declared(pipeline: Pipeline, system: string, location: string): Generator<Reading> {
  const jobs = pipeline.jobs === 1 ? '1 job' : `${pipeline.jobs} jobs`;
  yield {
    kind: 'practice',
    aspect: 'cicd',
    output: 'test',
    declared: true,
    reference: location,
    note: `${system}: ${pipeline.name} declares ${jobs}`,
  };
  for (const schedule of pipeline.schedules) {
    yield {
      kind: 'rule',
      type: 'schedule',
      id: `${location}:${schedule}`,
      title: `${system}: ${pipeline.name} runs at ${schedule}`,
      enabled: true,
    };
  }
  yield shellResult(pipeline, location);
  for (const { aspect, tools } of declaredTools(pipeline)) {
    yield {
      kind: 'practice',
      aspect,
      output: 'test',
      declared: true,
      reference: location,
      note: `${system}: ${pipeline.name} runs ${tools.join(', ')}`,
    };
  }
}

/** The seed's advice: builds should call tools through plugins, not through a shell. */
function shellResult(pipeline: Pipeline, location: string): Reading {
  const all = pipeline.steps.length;
  const shells = pipeline.steps.filter((step) => step.shell !== undefined).length;
  return {
    kind: 'result',
    aspect: 'cicd',
    rule: { id: 'cicd.avoid-shell', title: 'The pipeline does its work without shell steps' },
    status: all === 0 ? 'skipped' : shells === 0 ? 'pass' : 'fail',
    severity: 'low',
    declared: true,
    location,
    message: all === 0 ? 'No step is to be seen in the file' : `${shells} of ${all} steps call a shell`,
  };
}

/** What stands before a path that is kept at the root of a repository only. */
const ABOVE_ROOT = /^.*\/(?=\.(github|gitea|forgejo|circleci|gitlab)\/|\.(gitlab-ci|travis)[^/]*\.ya?ml$)/i;

/** The path from the root of the repository, as far as it can be told, so that it stays the same wherever it was read. */
export function placeOf(path: string): string {
  return path.replace(/^\.\//, '').replace(ABOVE_ROOT, '');
}
