import type { Document } from '../../formats/document.ts';
import { readJson } from '../../formats/json.ts';
import {
  asArray,
  asBoolean,
  asInstant,
  asInteger,
  asNumber,
  asObject,
  asString,
  asText,
  type Members,
} from '../../formats/schema.ts';
import { accountKey } from '../../records/key.ts';
import type { Plan, Reading, ResourceRef } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { oneLine } from '../shared/one-line.ts';

/** Actions that tell people or systems, and change nothing. */
const TELLING = new Set(['notify', 'notify-access-key', 'webhook', 'post-finding', 'put-metric']);

/**
 * What `metadata.json` tells: the policy, when it ran, and whether its actions were carried out.
 * @throws Refusal `invalid` where it does not say which policy ran and when
 */
export async function* readExecution(document: Document): AsyncGenerator<Reading> {
  const root = asObject(await readJson(document));
  const policy = asObject(root?.['policy']);
  const execution = asObject(root?.['execution']);
  const name = asString(policy?.['name']);
  if (!root || !policy || name === undefined)
    throw invalid(document, '/policy/name', 'the name of the policy');
  const end = execution?.['end_time'] ?? execution?.['end'];
  const at = asInstant(end, 'seconds') ?? asInstant(execution?.['start'], 'seconds');
  if (at === undefined) throw invalid(document, '/execution/end_time', 'when the run ended');

  const config = asObject(root['config']);
  const version = asText(root['version']);
  const target = accountOf(policy, config);
  const actions = asArray(policy['actions']).map(actionOf);
  const dryrun = asBoolean(config?.['dryrun']) === true;
  const metrics = metricsOf(root['metrics']);
  const failed = (metrics.get('PolicyException') ?? 0) > 0;
  const title = oneLine(name, 200);
  const reference = asString(execution?.['id']);

  yield {
    kind: 'envelope',
    tool: { name: 'cloud-custodian', ...(version !== undefined && { version }) },
    at,
    ...(target && { target }),
  };
  if (failed) {
    yield {
      kind: 'event',
      type: 'failed-run',
      aspect: 'remediation',
      at,
      title: `the policy ${title} failed`,
      ...(reference !== undefined && { reference }),
    };
  }
  const acts = actions.some((action) => !TELLING.has(action));
  const matched = metrics.get('ResourceCount');
  // Without the count nothing was evaluated: a policy with a mode was only put in place (mode, c7n/policy.py).
  const declared = dryrun || matched === undefined;
  const acted = acts && !declared && !failed && matched > 0;
  if (actions.length > 0) yield planOf(title, actions.length, acted);
  if (actions.length === 0 || failed) return;

  const over = matched === undefined ? '' : ` over ${matched} ${matched === 1 ? 'resource' : 'resources'}`;
  const about = { at, ...(reference !== undefined && { reference }) };
  if (acts) {
    yield {
      kind: 'practice',
      aspect: 'remediation',
      output: 'test',
      ...about,
      ...(declared && { declared }),
      note: noteOf(title, over, dryrun, declared),
    };
  }
  const told = actions.some((action) => TELLING.has(action));
  if (told && !declared && matched > 0) {
    yield {
      kind: 'practice',
      aspect: 'remediation',
      output: 'alert',
      ...about,
      note: `the policy ${title} told${over}`,
    };
  }
}

function noteOf(title: string, over: string, dryrun: boolean, declared: boolean): string {
  if (dryrun) return `tried the policy ${title}${over} without acting`;
  return declared ? `put the policy ${title} in place` : `ran the policy ${title}${over}`;
}

function planOf(name: string, steps: number, proved: boolean): Plan {
  const plan: Plan = { kind: 'plan', type: 'remediation', id: name, title: name, automated: 1, steps };
  // A policy names the kind of finding that it remediates; only one that acted was tested.
  return proved ? { ...plan, answers: [name] } : plan;
}

/** An action is its name, or an object whose `type` is its name. */
function actionOf(action: unknown): string {
  return (asString(action) ?? asString(asObject(action)?.['type']) ?? '').toLowerCase();
}

function metricsOf(value: unknown): ReadonlyMap<string, number> {
  const metrics = new Map<string, number>();
  for (const each of asArray(value)) {
    const metric = asObject(each);
    const name = asString(metric?.['MetricName']);
    const number = asNumber(metric?.['Value']);
    if (name !== undefined && number !== undefined) metrics.set(name, asInteger(number) ?? number);
  }
  return metrics;
}

/** The account that the policy ran in. Resources of AWS may leave out their cloud (`ec2` for `aws.ec2`). */
function accountOf(policy: Members, config: Members | undefined): ResourceRef | undefined {
  const id = asText(config?.['account_id'])?.trim();
  if (!id) return undefined;
  const resource = asString(policy['resource']) ?? '';
  const cloud = /^([a-z0-9]+)\./.exec(resource)?.[1] ?? 'aws';
  return { type: 'account', keys: [accountKey(cloud, id)], name: id };
}

function invalid(document: Document, field: string, expected: string): Refusal {
  return new Refusal(
    'invalid',
    `Expected ${expected}.`,
    { file: document.path, field },
    'Hand in metadata.json as `custodian run` wrote it.',
  );
}
