import { asArray, asObject, asString, asStrings, type Members } from '../../formats/schema.ts';
import { serviceKey } from '../../records/key.ts';
import type { Reading, Resource, ResourceRef } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { accountOfArn, awsResource, parseArn } from '../shared/arn.ts';
import { awsInstant, awsTags } from '../shared/aws-answer.ts';
import { ownerOf } from '../shared/owner.ts';

const BROKEN = new Set(['failed', 'stopped', 'cancelled']);
/** Tags by which people name the service that an experiment is about. */
const SERVICE_TAGS = ['service', 'application', 'app'];

/**
 * A completed experiment is a fault that was injected, and whose stop conditions, where it has any, were not
 * met. One that failed or was stopped is an event. A preview of targets (`skip-all`) injects nothing and proves nothing.
 */
export function* experiment(item: Members, pointer: string): Generator<Reading> {
  const state = asObject(item.state);
  const status = asString(state?.status)?.toLowerCase();
  if (status === undefined) {
    yield { kind: 'problem', where: `${pointer}/state/status`, why: 'Expected the state of the experiment.' };
    return;
  }
  const completed = status === 'completed';
  if (!completed && !BROKEN.has(status)) return;
  const preview = asString(asObject(item.experimentOptions)?.actionsMode) === 'skip-all';
  if (preview) return;

  const at = awsInstant(item.endTime) ?? awsInstant(item.startTime) ?? awsInstant(item.creationTime);
  if (at === undefined) {
    yield { kind: 'problem', where: `${pointer}/endTime`, why: 'Expected the time of the experiment.' };
    return;
  }
  const reference = asString(item.id);
  const tags = awsTags(item.tags);
  const service = serviceOf(tags);
  const account = accountOfArn(asString(item.arn)) ?? accountOfArn(asString(item.roleArn));
  yield* accountsOnce()(account, { at });
  const reached: Pick<Resource, 'reaches'> = completed ? { reaches: ['resiliency'] } : {};
  const owner = ownerOf(tags);
  if (service) {
    const more = { ...(account && { account }), ...(owner && { owner }), ...(tags && { tags }) };
    yield { kind: 'resource', ...service, at, ...more, ...reached };
  }
  for (const target of targets(item)) yield { ...target, at, ...reached };

  if (!completed) {
    yield {
      kind: 'event',
      type: 'failed-run',
      aspect: 'resiliency',
      at,
      title: `Fault injection ended as ${status}: ${actions(item)}`,
      ...(service && { resource: service }),
      ...(reference && { reference }),
    };
    return;
  }
  yield {
    kind: 'practice',
    aspect: 'resiliency',
    output: 'test',
    at,
    ...(service && { subject: service }),
    ...(reference && { reference }),
    note: `Injected a fault: ${actions(item)}${watched(item)}`,
  };
}

function serviceOf(tags: Readonly<Record<string, string>> | undefined): ResourceRef | undefined {
  for (const name of SERVICE_TAGS) {
    const value = tags?.[name]?.trim();
    if (value) return { type: 'service', keys: [serviceKey(value)], name: value };
  }
  return undefined;
}

/** The resources that the experiment names; targets chosen by tags are not named. */
function* targets(item: Members): Generator<Resource> {
  const seen = new Set<string>();
  for (const target of Object.values(asObject(item.targets) ?? {})) {
    for (const arn of asStrings(asObject(target)?.resourceArns)) {
      if (seen.has(arn) || !parseArn(arn)) continue;
      seen.add(arn);
      const account = accountOfArn(arn);
      const region = parseArn(arn)?.region;
      yield { kind: 'resource', ...awsResource(arn), ...(account && { account }), ...(region && { region }) };
    }
  }
}

/** Whether an alarm could have stopped it: only then does completing say how the service fared. */
function watched(item: Members): string {
  if (!Array.isArray(item.stopConditions)) return '';
  const alarms = asArray(item.stopConditions).map((condition) => asString(asObject(condition)?.source));
  return alarms.some((source) => source !== 'none')
    ? '; no stop condition was met'
    : '; no stop condition was set';
}

/** Which faults were injected, e.g. `aws:ec2:stop-instances`. */
function actions(item: Members): string {
  const ids = Object.values(asObject(item.actions) ?? {}).map((action) =>
    asString(asObject(action)?.actionId),
  );
  const known = [...new Set(ids.filter((id) => id !== undefined))];
  return known.length > 0 ? known.join(', ') : 'experiment of a template';
}
