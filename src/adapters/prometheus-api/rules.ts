import { asArray, asObject, asString, type Members } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading } from '../../records/record.ts';
import { playbookOf } from '../shared/alert-playbook.ts';
import { alertSeverity } from '../shared/alert-severity.ts';
import { firingAlert } from './alert.ts';
import type { Once } from './seen.ts';
import { scrapeTime } from './target.ts';

/**
 * A group's alerting rules. That they were evaluated without an error is the practice; recording rules say
 * nothing about alerts.
 */
export function* ruleGroup(group: Members, pointer: string, once: Once): Generator<Reading> {
  const name = asString(group.name) ?? 'without a name';
  let evaluated: Instant | undefined;
  let count = 0;
  for (const [index, element] of asArray(group.rules).entries()) {
    const where = `${pointer}/rules/${index}`;
    const rule = asObject(element);
    if (rule?.type === 'recording') continue;
    const id = asString(rule?.name);
    if (!rule || !id) {
      yield { kind: 'problem', where, why: 'Expected a rule with a name.' };
      continue;
    }
    const at = scrapeTime(rule.lastEvaluation);
    yield* alertRule(rule, id, at);
    for (const [at2, alert] of asArray(rule.alerts).entries()) {
      const fires = asObject(alert);
      if (fires && asString(fires.state) === 'firing') {
        yield* firingAlert(fires, `${where}/alerts/${at2}`, at, once);
      }
    }
    if (at === undefined || rule.health === 'err') continue;
    evaluated = Math.max(evaluated ?? at, at);
    count += 1;
  }
  if (evaluated === undefined) return;
  yield {
    kind: 'practice',
    aspect: 'alerts',
    output: 'test',
    at: evaluated,
    automation: 'full',
    reference: name,
    note: `Prometheus evaluated ${count} alert ${count === 1 ? 'rule' : 'rules'} of group ${name}`,
  };
}

function* alertRule(rule: Members, id: string, at: Instant | undefined): Generator<Reading> {
  const annotations = asObject(rule.annotations) ?? {};
  const title = asString(annotations.summary);
  const severity = alertSeverity(asString(asObject(rule.labels)?.severity));
  const playbook = playbookOf(annotations);
  yield {
    kind: 'rule',
    type: 'alert',
    id,
    enabled: true,
    ...(title && { title }),
    ...(severity && { severity }),
    ...(playbook && { playbook }),
  };
  if (rule.health !== 'err') return;
  yield {
    kind: 'event',
    type: 'failed-run',
    aspect: 'alerts',
    title: `Alert rule ${id} could not be evaluated`,
    ...(at !== undefined && { at }),
    ...(severity && { severity }),
    reference: id,
  };
}
