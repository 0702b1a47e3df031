import type { Document } from '../../formats/document.ts';
import { asArray, asInstant, asObject, asString, type Members } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading } from '../../records/record.ts';
import { playbookOf } from '../shared/alert-playbook.ts';
import { alertSeverity } from '../shared/alert-severity.ts';
import { later } from '../shared/later.ts';
import { objectsOf } from '../shared/products.ts';
import { alertRule, type RulesSeen, rulesOf } from '../shared/telemetry.ts';
import { readTree, type Tree } from '../shared/tree.ts';
import { dashboard } from './dashboard.ts';
import { sortOf } from './sort.ts';

type Path = readonly (string | number)[];

/** What is noted while rules are read. */
interface Seen extends RulesSeen {
  at: Instant | undefined;
}

/**
 * Alert rules as Grafana's provisioning files, its provisioning API and its ruler API have them, contact points and
 * notification policies, and dashboards (Grafana documentation, "Provision alerting resources", "Dashboard JSON
 * model"). What is written is declared. Queries, addresses and settings of contact points are never read.
 * @throws Refusal `malformed` with the line, `truncated`, `too-large`
 */
export async function* readGrafana(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Grafana' } };
  const tree = await readTree(document);
  const sort = sortOf(tree.root);
  const root = asObject(tree.root) ?? {};
  if (sort === 'dashboard') {
    yield* dashboard(root);
    return;
  }
  const seen: Seen = { rules: 0, evaluated: 0, at: undefined };
  if (sort === 'ruler') {
    for (const [folder, groups] of Object.entries(root)) yield* rulesIn(groups, [folder], tree, seen);
  } else if (sort === 'rules') {
    const rules = Array.isArray(tree.root) ? asArray(tree.root) : [root];
    for (const [index, rule] of rules.entries()) yield* readRule(rule, [index], tree, seen);
  } else yield* rulesIn(root.groups, ['groups'], tree, seen);
  for (const practice of rulesOf('Grafana', seen))
    yield { ...practice, ...(seen.at !== undefined && { at: seen.at }) };
  yield* routes(root);
}

function* rulesIn(groups: unknown, path: Path, tree: Tree, seen: Seen): Generator<Reading> {
  for (const [index, element] of asArray(groups).entries()) {
    const group = asObject(element);
    if (!group || !Array.isArray(group.rules)) {
      yield { kind: 'problem', where: tree.where([...path, index]), why: 'Expected a group with rules.' };
      continue;
    }
    for (const [at, rule] of group.rules.entries())
      yield* readRule(rule, [...path, index, 'rules', at], tree, seen);
  }
}

/** One rule; a recording rule says nothing about alerts. */
function* readRule(value: unknown, path: Path, tree: Tree, seen: Seen): Generator<Reading> {
  const own = asObject(value);
  // The ruler keeps what is Grafana's own apart from what Prometheus has too.
  const inner = asObject(own?.grafana_alert) ?? own;
  const title = asString(inner?.title);
  if (!own || !inner || !title) {
    yield { kind: 'problem', where: tree.where(path), why: 'Expected a rule with its title.' };
    return;
  }
  const id = asString(inner.uid) ?? title;
  if (asObject(inner.record)) {
    yield { kind: 'rule', type: 'recording', id: `grafana:${id}`, enabled: inner.is_paused !== true };
    return;
  }
  const annotations: Members = asObject(own.annotations) ?? {};
  const enabled = inner.isPaused !== true && inner.is_paused !== true;
  if (enabled) seen.rules += 1;
  seen.at = later(seen.at, asInstant(inner.updated));
  yield alertRule({
    id: `grafana:${id}`,
    title,
    enabled,
    severity: alertSeverity(asString(asObject(own.labels)?.severity)),
    playbook: playbookOf(annotations),
  });
}

/** Where alerts go: a way that is set up, not one that was used. */
function* routes(root: Members): Generator<Reading> {
  const points = objectsOf(root.contactPoints).flatMap(({ receivers }) => objectsOf(receivers));
  const count = points.length || objectsOf(root.policies).length;
  if (count === 0) return;
  const what = points.length > 0 ? 'contact point' : 'notification policy';
  const many = points.length > 0 ? 'contact points' : 'notification policies';
  yield {
    kind: 'practice',
    aspect: 'alerts',
    output: 'alert',
    declared: true,
    note: `Grafana has ${count} ${count === 1 ? what : many}`,
  };
}
