import { asArray, asObject, asString, asText, type Members, member } from '../../formats/schema.ts';
import type { Result, ResultStatus } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { checkResult } from './check-result.ts';
import { oneLine } from './one-line.ts';

/** What a policy said of a file. */
export interface PolicyFinding {
  /** Package or namespace and rule, e.g. `main.deny`. */
  readonly policy: string;
  /** Text, or an object with a message and metadata, as the policy's author wrote it. */
  readonly said: unknown;
  readonly status: ResultStatus;
  /** Where the policy itself gives none. */
  readonly usual: Severity;
  /** The file that was looked at. */
  readonly file?: string | undefined;
}

const ID = ['id', 'rule_id', 'policy_id', 'code', 'check', 'rule', 'policy'];

/**
 * The one way in which a policy's finding becomes a result. Rego gives rules no ids: where the author gave none,
 * what is said tells the findings of one policy apart.
 */
export function policyResult({ policy, said, status, usual, file }: PolicyFinding): Result {
  const item = asObject(said);
  const message = oneLine(asString(said) ?? asString(item?.msg) ?? asString(item?.message) ?? '', 200);
  const details = asObject(item?.metadata) ?? item;
  const own = details && idIn(details);
  const id = own ?? (message ? `${policy}: ${message}` : policy);
  return checkResult({
    id: oneLine(id, 250),
    title: message || undefined,
    status,
    severity: asString(details?.severity) ?? asString(member(details, 'details', 'severity')),
    usual,
    location: file === undefined ? undefined : oneLine(file, 300),
    aspect: 'deploy',
    declared: true,
  });
}

function idIn(details: Members): string | undefined {
  for (const holder of [details, asObject(details.details)])
    for (const name of ID) {
      const text = asText(holder?.[name]);
      if (text && text.length <= 120) return text;
    }
  return undefined;
}

/** A name that says what it means that a rule holds; undefined where it says nothing. */
export function ruleSense(name: string): 'bad' | 'warn' | 'good' | undefined {
  const bare =
    name
      .split(/[./[\]"]/)
      .filter(Boolean)
      .at(-1)
      ?.toLowerCase() ?? '';
  if (/^(deny|denied|violations?|fail(ures?|ed)?|errors?|block(ed)?|reject(ed)?)(_|$)/.test(bare))
    return 'bad';
  if (/^warn(ings?)?(_|$)/.test(bare)) return 'warn';
  return /^(allow(ed)?|pass(ed)?|compliant|valid|ok|approved?|authz)(_|$)/.test(bare) ? 'good' : undefined;
}

/**
 * What the value of a rule means: a set of messages, or true or false. Other values mean nothing by themselves.
 * @param policy name of the rule with its package
 */
export function* ruleResults(policy: string, value: unknown, file?: string): Generator<Result> {
  const sense = ruleSense(policy);
  if (!sense) return;
  const usual = sense === 'warn' ? 'low' : 'medium';
  const list = Array.isArray(value) ? asArray(value) : undefined;
  if (list && sense !== 'good') {
    if (list.length === 0) yield policyResult({ policy, said: undefined, status: 'pass', usual, file });
    for (const said of list) yield policyResult({ policy, said, status: 'fail', usual, file });
  } else if (typeof value === 'boolean') {
    const status = value === (sense === 'good') ? 'pass' : 'fail';
    yield policyResult({ policy, said: undefined, status, usual, file });
  } else if (asObject(value) && sense !== 'good') {
    // Partial objects: messages by key.
    for (const said of Object.values(asObject(value) ?? {}))
      yield policyResult({ policy, said, status: 'fail', usual, file });
  }
}
