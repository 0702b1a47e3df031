import { asInstant, asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { oneLine } from '../shared/one-line.ts';
import { objectsOf } from '../shared/products.ts';
import { alertRule, type RulesSeen, rulesOf } from '../shared/telemetry.ts';
import { dashboardOf } from './sort.ts';

/** A dashboard: what is looked at, declared only; and the alert rules that Grafana 4 to 10 kept in its panels. */
export function* dashboard(root: Members): Generator<Reading> {
  const own = dashboardOf(root);
  const title = asString(own.title) ?? 'without a name';
  const at = asInstant(member(root.meta, 'updated'));
  const panels = panelsOf(own);
  const seen: RulesSeen = { rules: 0, evaluated: 0 };
  for (const panel of panels) {
    const alert = asObject(panel.alert);
    const name = asString(alert?.name);
    if (!alert || !name) continue;
    seen.rules += 1;
    yield alertRule({ id: `grafana:${asString(own.uid) ?? title}/${name}`, title: name, enabled: true });
  }
  const dated = at === undefined ? {} : { at };
  for (const practice of rulesOf('Grafana', seen)) yield { ...practice, ...dated };
  if (panels.length === 0) {
    yield { kind: 'problem', where: '/panels', why: `The dashboard ${oneLine(title, 60)} shows nothing.` };
    return;
  }
  yield {
    kind: 'practice',
    aspect: 'telemetry',
    output: 'test',
    declared: true,
    ...dated,
    note: `the dashboard ${oneLine(title, 60)} has ${panels.length} ${panels.length === 1 ? 'panel' : 'panels'}`,
  };
}

/** Panels, those inside rows (old and new) too; rows themselves and text show nothing. */
function panelsOf(own: Members): readonly Members[] {
  const top = [...objectsOf(own.panels), ...objectsOf(own.rows).flatMap(({ panels }) => objectsOf(panels))];
  return top
    .flatMap((panel) => [panel, ...objectsOf(panel.panels)])
    .filter(({ type }) => type !== 'row' && type !== 'text');
}
