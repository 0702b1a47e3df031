import { asArray, asObject, asString, asStrings, type Members } from '../../formats/schema.ts';
import type { CiFormat, Step } from './pipeline.ts';
import { imageNames } from './shells.ts';

/** GitHub Actions, "Workflow syntax". Also read by Gitea and Forgejo. */
export const githubActions: CiFormat = {
  title: 'GitHub Actions',
  path: /(^|\/)\.(github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/i,
  distinct: true,
  knows(value) {
    const workflow = asObject(value);
    if (!workflow || triggersOf(workflow) === undefined) return false;
    const jobs = Object.values(asObject(workflow.jobs) ?? {});
    return jobs.some((job) => {
      const members = asObject(job);
      return members !== undefined && ('runs-on' in members || typeof members.uses === 'string');
    });
  },
  read(value, name) {
    const workflow = asObject(value) ?? {};
    const jobs = Object.values(asObject(workflow.jobs) ?? {}).map((job) => asObject(job) ?? {});
    const schedules = asArray(asObject(triggersOf(workflow))?.schedule).flatMap((schedule) =>
      asStrings(asObject(schedule)?.cron),
    );
    return {
      name: asString(workflow.name) ?? name,
      jobs: jobs.length,
      steps: jobs.flatMap(stepsOf),
      schedules,
      images: jobs.flatMap((job) => imageNames(job.container)),
    };
  },
};

/** `on`, which readers of YAML 1.1 take for the boolean true. */
function triggersOf(workflow: Members): unknown {
  return workflow.on ?? workflow.true;
}

function stepsOf(job: Members): Step[] {
  const whole = asString(job.uses);
  if (whole) return [{ uses: whole }];
  return asArray(job.steps).map((element): Step => {
    const step = asObject(element);
    const shell = asString(step?.run);
    const uses = asString(step?.uses);
    return { ...(shell !== undefined && { shell }), ...(uses && { uses }) };
  });
}
