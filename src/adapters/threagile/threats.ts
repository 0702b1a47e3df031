import { asObject, asString, asText, type Members } from '../../formats/schema.ts';
import type { Plan, Problem } from '../../records/record.ts';
import { SEVERITIES, type Severity } from '../../records/words.ts';
import { oneLine } from '../shared/one-line.ts';
import { severityOf } from '../shared/severity.ts';
import type { Tree } from '../shared/tree.ts';

/** Risk tracking statuses in which nothing is left to do (schema.json, risk_tracking). */
const SETTLED = new Set(['accepted', 'mitigated', 'false-positive']);

/**
 * Threats that people wrote down: abuse cases, and kinds of risk that they identified or track. What Threagile
 * itself finds is in its report, not in the model.
 */
export function* threatsOf(root: Members, tree: Tree): Generator<Plan | Problem> {
  const tracked = trackedKinds(root);
  for (const name of Object.keys(asObject(root['abuse_cases']) ?? {})) {
    yield { kind: 'plan', type: 'threat', id: oneLine(name, 200), title: oneLine(name, 200) };
  }
  // Before version 1.1 the schema had it as individual_risk_categories; later as custom_risk_categories.
  for (const list of ['individual_risk_categories', 'custom_risk_categories']) {
    for (const [name, each] of Object.entries(asObject(root[list]) ?? {})) {
      const category = asObject(each);
      const id = asText(category?.['id']);
      if (!category || id === undefined) {
        const where = tree.where([list, name]);
        yield { kind: 'problem', where, why: 'expected the id of a risk category, found none' };
        continue;
      }
      const risks = Object.values(asObject(category['risks_identified']) ?? {});
      const severity = worst(risks.map((risk) => severityOf(asString(asObject(risk)?.['severity']))));
      const settled = tracked.get(id);
      tracked.delete(id);
      // Without a risk the category is a check that found nothing.
      if (risks.length > 0) yield threat(id, name, settled ?? false, severity);
    }
  }
  for (const [id, settled] of tracked) yield threat(id, id.replaceAll('-', ' '), settled, undefined);
}

function threat(id: string, name: string, settled: boolean, severity: Severity | undefined): Plan {
  const title = oneLine(name.slice(0, 1_000).replaceAll(/<[^<>]*>/g, ''), 200);
  return { kind: 'plan', type: 'threat', id, title, settled, ...(severity && { severity }) };
}

/** Kinds of risk that are tracked, and whether each risk of the kind is settled. Ids are `kind@asset@...`. */
function trackedKinds(root: Members): Map<string, boolean> {
  const kinds = new Map<string, boolean>();
  for (const [id, each] of Object.entries(asObject(root['risk_tracking']) ?? {})) {
    const kind = oneLine(id.split('@')[0] ?? '', 200);
    const status = asString(asObject(each)?.['status'])?.toLowerCase() ?? '';
    if (kind !== '') kinds.set(kind, (kinds.get(kind) ?? true) && SETTLED.has(status));
  }
  return kinds;
}

function worst(severities: readonly (Severity | undefined)[]): Severity | undefined {
  let rank = -1;
  for (const severity of severities) if (severity) rank = Math.max(rank, SEVERITIES.indexOf(severity));
  return SEVERITIES[rank];
}
