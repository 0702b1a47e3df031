import { asArray, asObject, asString, asStrings, type Members } from '../../formats/schema.ts';
import type { CiFormat, Step } from './pipeline.ts';
import { imageNames } from './shells.ts';

const SHELLS = ['script', 'bash', 'pwsh', 'powershell'];
/** Tasks that only run a script (Azure Pipelines, "Task reference"). */
const SHELL_TASK = /^(Bash|CmdLine|BatchScript|ShellScript|PowerShell|AzureCLI|AzurePowerShell|SSH)@/i;
const OTHER_STEPS = ['task', 'template', 'checkout', 'publish', 'download', 'getPackage', 'reviewApp'];

/** Azure Pipelines, "YAML schema reference". */
export const azurePipelines: CiFormat = {
  title: 'Azure Pipelines',
  path: /(^|\/)\.?azure-pipelines?[^/]*\.ya?ml$|(^|\/)\.azure(-pipelines|\/pipelines)\/[^/]+\.ya?ml$/i,
  distinct: true,
  knows(value) {
    const root = asObject(value);
    if (!root) return false;
    const first = (list: string) => asObject(asArray(root[list])[0]) ?? {};
    const [stage, job, step] = [first('stages'), first('jobs'), first('steps')];
    if ('stage' in stage || 'template' in stage) return true;
    if ('job' in job || 'deployment' in job || 'template' in job) return true;
    // Steps of Google Cloud Build have scripts too, in an image that they name.
    const image = 'name' in step && !('trigger' in root || 'pool' in root);
    if (!image && [...SHELLS, ...OTHER_STEPS].some((name) => name in step)) return true;
    return 'template' in (asObject(root.extends) ?? {}) && ('trigger' in root || 'resources' in root);
  },
  read(value, name) {
    const root = asObject(value) ?? {};
    const jobs = jobsOf(root);
    const extended = asString(asObject(root.extends)?.template);
    return {
      name: asString(root.name) ?? name,
      jobs: jobs.length,
      steps: [...(extended ? [{ uses: extended }] : []), ...jobs.flatMap(stepsOf)],
      schedules: asArray(root.schedules).flatMap((schedule) => asStrings(asObject(schedule)?.cron)),
      images: jobs.flatMap((job) => imageNames(job.container)),
    };
  },
};

/** All jobs, of all stages; steps at the root are one job of their own. */
function jobsOf(root: Members): Members[] {
  const stages = asArray(root.stages).map((stage) => asObject(stage) ?? {});
  const jobs = [root, ...stages].flatMap((holder) => asArray(holder.jobs).map((job) => asObject(job) ?? {}));
  if (Array.isArray(root.steps)) jobs.push(root);
  return [...jobs, ...stages.filter((stage) => 'template' in stage)];
}

function stepsOf(job: Members): Step[] {
  const template = asString(job.template);
  if (template) return [{ uses: template }];
  return [...asArray(job.steps), ...strategySteps(job.strategy)].map(stepOf);
}

/** Steps of a deployment job lie below its strategy's phases: `runOnce`, `rolling` or `canary`. */
function strategySteps(strategy: unknown): readonly unknown[] {
  const phases = Object.values(asObject(strategy) ?? {}).flatMap((kind) =>
    Object.values(asObject(kind) ?? {}),
  );
  const on = phases.flatMap((phase) => Object.values(asObject(phase) ?? {}));
  return [...phases, ...on].flatMap((phase) => asArray(asObject(phase)?.steps));
}

function stepOf(value: unknown): Step {
  const step = asObject(value) ?? {};
  for (const name of SHELLS) if (typeof step[name] === 'string') return { shell: step[name] };
  const uses = OTHER_STEPS.map((name) => asString(step[name])).find((name) => name !== undefined);
  const inputs = asObject(step.inputs);
  if (!uses || !SHELL_TASK.test(uses)) return uses ? { uses } : {};
  return { uses, shell: asString(inputs?.script) ?? asString(inputs?.inlineScript) ?? '' };
}
