import { asArray, asObject, asString, asStrings, asText } from '../../formats/schema.ts';
import type { CiFormat, Step } from './pipeline.ts';
import { imageNames } from './shells.ts';

/** CircleCI, "Configuration reference", versions 2 and 2.1. */
export const circleci: CiFormat = {
  title: 'CircleCI',
  path: /(^|\/)\.circleci\/[^/]+\.ya?ml$/i,
  distinct: true,
  knows(value) {
    const root = asObject(value);
    if (!root || !/^2(\.\d)?$/.test(asText(root.version) ?? '')) return false;
    const jobs = Object.values(asObject(root.jobs) ?? {});
    const runs = jobs.some((job) => Array.isArray(asObject(job)?.steps));
    return runs || asObject(root.workflows) !== undefined || asObject(root.orbs) !== undefined;
  },
  read(value, name) {
    const root = asObject(value) ?? {};
    const jobs = Object.values(asObject(root.jobs) ?? {}).map((job) => asObject(job) ?? {});
    const commands = Object.values(asObject(root.commands) ?? {}).map((command) => asObject(command) ?? {});
    const workflows = Object.values(asObject(root.workflows) ?? {}).map((flow) => asObject(flow) ?? {});
    // Jobs that come with an orb are named in workflows only, as `orb/job`.
    const borrowed = workflows.flatMap((flow) => asArray(flow.jobs).map(nameOf)).filter(isOrbs);
    const schedules = workflows.flatMap((flow) =>
      asArray(flow.triggers).flatMap((trigger) => asStrings(asObject(asObject(trigger)?.schedule)?.cron)),
    );
    return {
      name,
      jobs: jobs.length + new Set(borrowed).size,
      steps: [
        ...[...commands, ...jobs].flatMap((each) => asArray(each.steps).flatMap(stepOf)),
        ...borrowed.map((uses): Step => ({ uses })),
      ],
      schedules,
      images: jobs.flatMap((job) => imageNames(job.docker)),
    };
  },
};

function isOrbs(name: string | undefined): name is string {
  return name?.includes('/') ?? false;
}

/** A step or job is its name, or an object whose only member is its name. */
function nameOf(value: unknown): string | undefined {
  return asString(value) ?? Object.keys(asObject(value) ?? {})[0];
}

function stepOf(value: unknown): Step[] {
  const name = nameOf(value);
  const given = name === undefined ? undefined : asObject(value)?.[name];
  if (name === 'run') return [{ shell: asString(given) ?? asString(asObject(given)?.command) ?? '' }];
  if (name === 'when' || name === 'unless') return asArray(asObject(given)?.steps).flatMap(stepOf);
  return name ? [{ uses: name }] : [];
}
