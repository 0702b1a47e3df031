import {
  asArray,
  asInstant,
  asNumber,
  asObject,
  asString,
  asStrings,
  type Members,
} from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Plan } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { oneLine } from '../shared/one-line.ts';

export interface Playbook {
  plan: Plan;
  /** When it was last written, where it says so. */
  at: Instant | undefined;
}

/** Whether an object says that it is a playbook, or a playbook to be filled in. */
export function isPlaybook(value: unknown): boolean {
  const type = asObject(value)?.['type'];
  return type === 'playbook' || type === 'playbook-template';
}

/** Reads one playbook; a text where it is none that can be used, which says why. */
export function readPlaybook(value: unknown): Playbook | string {
  const one = asObject(value);
  if (!one || !isPlaybook(one)) {
    return `expected an object of type playbook, found ${oneLine(JSON.stringify(one?.['type'] ?? value) ?? 'nothing', 60)}`;
  }
  const id = asString(one['id']);
  if (id === undefined) return 'expected the id of a playbook, found none';
  if (one['revoked'] === true) return `the playbook ${oneLine(id, 60)} is revoked`;
  const workflow = asObject(one['workflow']);
  const steps = Object.values(workflow ?? {})
    .map(asObject)
    .filter((step) => step !== undefined);
  if (steps.length === 0) return `the playbook ${oneLine(id, 60)} has no workflow steps`;

  const at = asInstant(one['modified']) ?? asInstant(one['created']);
  const answers = answersOf(one);
  const automated = automatedOf(steps);
  const severity = severityOf(asNumber(one['severity']));
  return {
    at,
    plan: {
      kind: 'plan',
      type: 'playbook',
      id,
      title: oneLine(asString(one['name']) ?? id, 200),
      ...(answers.length > 0 && { answers }),
      ...(automated !== undefined && { automated }),
      steps: steps.length,
      ...(severity && { severity }),
      ...(at !== undefined && { updated: at }),
    },
  };
}

const WEAKNESS = /\b(CVE-\d{4}-\d{4,19}|CWE-\d{1,6}|CAPEC-\d{1,6})\b/gi;

/**
 * What it is an answer to: its labels, ids of what its external references name (CVE, ATT&CK, CWE), and CVE, CWE
 * and CAPEC ids in its name and description. Its types (mitigation, notification ...) say how it answers, not what.
 */
function answersOf(one: Members): string[] {
  const answers = new Set(asStrings(one['labels']).map((label) => oneLine(label, 200)));
  for (const each of asArray(one['external_references'])) {
    const reference = asObject(each);
    const id = asString(reference?.['external_id']) ?? asString(reference?.['reference_id']);
    if (id) answers.add(oneLine(id, 200));
    for (const found of `${asString(reference?.['name']) ?? ''}`.slice(0, 1_000).match(WEAKNESS) ?? []) {
      answers.add(found.toUpperCase());
    }
  }
  const text = `${asString(one['name']) ?? ''} ${asString(one['description']) ?? ''}`.slice(0, 10_000);
  for (const found of text.match(WEAKNESS) ?? []) answers.add(found.toUpperCase());
  answers.delete('');
  return [...answers];
}

/** Share of the commands that are no manual ones; undefined where there is no command at all. */
function automatedOf(steps: readonly Members[]): number | undefined {
  let commands = 0;
  let machine = 0;
  for (const step of steps) {
    for (const each of asArray(step['commands'])) {
      const command = asObject(each);
      if (!command) continue;
      commands += 1;
      const type = asString(command['type']);
      if (type !== undefined && type !== 'manual') machine += 1;
    }
  }
  return commands === 0 ? undefined : machine / commands;
}

/** CACAO counts severity from 1 to 100; 0 stands for none given (section 3.1). */
function severityOf(number: number | undefined): Severity | undefined {
  if (number === undefined || number <= 0 || number > 100) return undefined;
  if (number >= 90) return 'critical';
  if (number >= 70) return 'high';
  return number >= 40 ? 'medium' : 'low';
}
