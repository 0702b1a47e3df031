import type { Document } from '../../formats/document.ts';
import { readJson } from '../../formats/json.ts';
import { asObject, asString, type Members } from '../../formats/schema.ts';
import { readYaml } from '../../formats/yaml.ts';
import type { Reading } from '../../records/record.ts';
import { alertSeverity } from '../shared/alert-severity.ts';
import { oneLine } from '../shared/one-line.ts';
import { alertRule } from '../shared/telemetry.ts';

/**
 * Rules of one file (Sigma Rules Specification 2; collections of version 1 begin with an `action: global`
 * whose members the rules after it share).
 * @throws Refusal `malformed` with the line, `too-large`
 */
export async function* readSigma(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Sigma' } };
  let common: Members = {};
  let rules = 0;
  for (const { value, where } of await documentsOf(document)) {
    const own = asObject(value);
    if (!own) {
      if (value !== null && value !== undefined) yield { kind: 'problem', where, why: 'Expected an object.' };
      continue;
    }
    if (own.action === 'global') {
      common = own;
      continue;
    }
    if (own.action === 'reset') {
      common = {};
      continue;
    }
    const rule = { ...common, ...own };
    const title = asString(rule.title);
    if (!title || !(asObject(rule.detection) ?? asObject(rule.correlation))) {
      yield { kind: 'problem', where, why: 'Expected a title, and a detection or a correlation.' };
      continue;
    }
    const enabled = !/^(deprecated|unsupported)$/i.test(asString(rule.status) ?? '');
    if (enabled) rules += 1;
    const severity = alertSeverity(asString(rule.level));
    // People and playbooks name a rule by its title; its id is a number that only machines remember.
    yield alertRule({ id: oneLine(title, 200), enabled, severity });
  }
  if (rules === 0) return;
  yield {
    kind: 'practice',
    aspect: 'alerts',
    output: 'test',
    declared: true,
    note: rules === 1 ? 'A Sigma rule is written' : `${rules} Sigma rules are written`,
  };
}

async function documentsOf(document: Document): Promise<{ value: unknown; where: string }[]> {
  if (document.head.json !== undefined) {
    const root = await readJson(document);
    const list = Array.isArray(root) ? root : [root];
    return list.map((value, index) => ({ value, where: Array.isArray(root) ? `/${index}` : '' }));
  }
  return (await readYaml(document)).map(({ value, line }) => ({ value, where: `line ${line([]) ?? 1}` }));
}
