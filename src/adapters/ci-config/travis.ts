import { asArray, asObject, asString, type Members } from '../../formats/schema.ts';
import type { CiFormat, Step } from './pipeline.ts';
import { scriptSteps } from './shells.ts';

/** Phases of a job (Travis CI, "Job Lifecycle"). */
const PHASES = [
  'before_install',
  'install',
  'before_script',
  'script',
  'before_cache',
  'after_success',
  'after_failure',
  'before_deploy',
  'after_deploy',
  'after_script',
];
/** Of these, one at least stands beside `language` in a Travis file. */
const BESIDE = [
  ...PHASES,
  'jobs',
  'matrix',
  'os',
  'dist',
  'sudo',
  'services',
  'addons',
  'deploy',
  'notifications',
];

export const travis: CiFormat = {
  title: 'Travis CI',
  path: /(^|\/)\.travis\.ya?ml$/i,
  distinct: false,
  knows(value) {
    const root = asObject(value);
    return root !== undefined && typeof root.language === 'string' && BESIDE.some((name) => name in root);
  },
  read(value, name) {
    const root = asObject(value) ?? {};
    const list = asObject(root.jobs) ?? asObject(root.matrix);
    const jobs = asArray(list?.include).map((job) => asObject(job) ?? {});
    return {
      name,
      jobs: Math.max(1, jobs.length),
      steps: [root, ...jobs].flatMap(stepsOf),
      // Travis keeps its cron jobs in its own settings.
      schedules: [],
    };
  },
};

function stepsOf(job: Members): Step[] {
  const deploy = job.deploy;
  const providers = (Array.isArray(deploy) ? asArray(deploy) : [deploy]).flatMap((each): Step[] => {
    const provider = asString(asObject(each)?.provider);
    return provider ? [{ uses: `deploy:${provider}` }] : [];
  });
  return [...PHASES.flatMap((phase) => scriptSteps(job[phase])), ...providers];
}
