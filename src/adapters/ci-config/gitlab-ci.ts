import { asArray, asObject, asString, type Members } from '../../formats/schema.ts';
import type { CiFormat, Step } from './pipeline.ts';
import { imageNames, scriptSteps } from './shells.ts';

/** Keywords that are no jobs (GitLab, "CI/CD YAML syntax reference"). */
const KEYWORDS = new Set([
  'after_script',
  'before_script',
  'cache',
  'default',
  'image',
  'include',
  'services',
  'spec',
  'stages',
  'variables',
  'workflow',
]);
const SCRIPTS = ['before_script', 'script', 'after_script'];
const WORK = ['script', 'run', 'trigger', 'extends'];

export const gitlabCi: CiFormat = {
  title: 'GitLab CI/CD',
  path: /(^|\/)\.gitlab-ci[^/]*\.ya?ml$|(^|\/)\.gitlab\/ci\/[^/]+\.ya?ml$/i,
  distinct: false,
  knows(value) {
    const root = asObject(value);
    if (!root || 'language' in root || 'on' in root) return false;
    const jobs = jobsOf(root);
    // Each job has one of these, or GitLab refuses the file; templates may have anything.
    if (!jobs.every(([name, job]) => name.startsWith('.') || WORK.some((word) => word in job))) return false;
    if (jobs.some(([, job]) => SCRIPTS.some((word) => isScript(job[word])) || 'trigger' in job)) return true;
    return includesOf(root).length > 0 && Object.keys(root).every((name) => KEYWORDS.has(name));
  },
  read(value, name) {
    const root = asObject(value) ?? {};
    const jobs = jobsOf(root);
    const shared = [root, asObject(root.default) ?? {}];
    const steps = [
      ...includesOf(root).map((uses): Step => ({ uses })),
      ...shared.flatMap(scripts),
      ...jobs.flatMap(([, job]) => scripts(job)),
    ];
    const images = [...shared, ...jobs.map(([, job]) => job)].flatMap((each) => imageNames(each.image));
    // A name that begins with a dot is a template, not a job. Schedules are kept in GitLab, not in the file.
    const count = jobs.filter(([id]) => !id.startsWith('.')).length;
    return { name, jobs: count, steps, schedules: [], images };
  },
};

function jobsOf(root: Members): [string, Members][] {
  const jobs: [string, Members][] = [];
  for (const [name, value] of Object.entries(root)) {
    const job = KEYWORDS.has(name) ? undefined : asObject(value);
    if (job) jobs.push([name, job]);
  }
  return jobs;
}

function scripts(job: Members): Step[] {
  return SCRIPTS.flatMap((name) => scriptSteps(job[name]));
}

function isScript(value: unknown): boolean {
  return typeof value === 'string' || Array.isArray(value);
}

/** Names of what is included: files, templates, components, projects. */
function includesOf(root: Members): string[] {
  const include = root.include;
  const entries = Array.isArray(include) ? asArray(include) : include === undefined ? [] : [include];
  return entries.flatMap((entry) => {
    const members = asObject(entry);
    const name =
      asString(entry) ??
      asString(members?.template) ??
      asString(members?.component) ??
      asString(members?.local) ??
      asString(members?.project) ??
      asString(members?.remote);
    return name ? [name] : [];
  });
}
