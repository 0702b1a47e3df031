import type { Document } from '../../formats/document.ts';
import { asArray, asObject, asString, type Members } from '../../formats/schema.ts';
import { readYaml, type YamlValue } from '../../formats/yaml.ts';
import type { Problem, Reading, Rule } from '../../records/record.ts';
import { playbookOf } from '../shared/alert-playbook.ts';
import { alertSeverity } from '../shared/alert-severity.ts';
import { groupsPath, rulesIn } from './groups.ts';

/**
 * Rules of a rule file, also as a Kubernetes PrometheusRule (Prometheus documentation, "Alerting
 * rules"). What is written is declared: only a running Prometheus shows that it is evaluated.
 * @throws Refusal `malformed` with the line, `too-large`
 */
export async function* readPrometheusRules(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Prometheus' } };
  let alerts = 0;
  for (const yaml of await readYaml(document)) {
    const path = groupsPath(yaml.value);
    for (const [index, element] of asArray(rulesIn(yaml.value)).entries()) {
      const group = asObject(element);
      if (!group || !Array.isArray(group.rules)) {
        yield problem(yaml, [...path, index], 'Expected a group with rules.');
        continue;
      }
      for (const [at, rule] of asArray(group.rules).entries()) {
        const reading = readRule(asObject(rule), yaml, [...path, index, 'rules', at]);
        yield reading;
        if (reading.kind === 'rule' && reading.type === 'alert') alerts += 1;
      }
    }
  }
  if (alerts === 0) return;
  yield {
    kind: 'practice',
    aspect: 'alerts',
    output: 'test',
    declared: true,
    note: alerts === 1 ? '1 alert rule in a rule file' : `${alerts} alert rules in a rule file`,
  };
}

/** The alert rule, or the recording rule, which says nothing about alerts. */
function readRule(
  rule: Members | undefined,
  yaml: YamlValue,
  path: readonly (string | number)[],
): Rule | Problem {
  const recorded = asString(rule?.record);
  if (recorded && !rule?.alert) return { kind: 'rule', type: 'recording', id: recorded, enabled: true };
  const id = asString(rule?.alert);
  if (!rule || !id) return problem(yaml, path, 'Expected a rule with `alert` or `record`.');
  // An expression such as 1 is a number in YAML.
  if (rule.expr === undefined || rule.expr === null || rule.expr === '') {
    return problem(yaml, path, `The alert rule ${id} has no expression.`);
  }
  const annotations = asObject(rule.annotations) ?? {};
  const title = asString(annotations.summary);
  const severity = alertSeverity(asString(asObject(rule.labels)?.severity));
  const playbook = playbookOf(annotations);
  return {
    kind: 'rule',
    type: 'alert',
    id,
    enabled: true,
    ...(title && { title }),
    ...(severity && { severity }),
    ...(playbook && { playbook }),
  };
}

function problem(yaml: YamlValue, path: readonly (string | number)[], why: string): Problem {
  const line = yaml.line(path);
  const pointer = `/${path.join('/')}`;
  return { kind: 'problem', where: line === undefined ? pointer : `line ${line}, ${pointer}`, why };
}
