import { otherKey } from '../../records/key.ts';
import type { Reading, ResultStatus } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { oneLine } from '../shared/one-line.ts';
import { severityOf } from '../shared/severity.ts';
import { drawnComponent, threatModel, threatPlan } from '../shared/threat-records.ts';

/** One threat or countermeasure, whichever export it comes from. */
export interface Entry {
  readonly sort: 'threat' | 'countermeasure';
  readonly id: string;
  readonly title: string;
  readonly component: string | undefined;
  readonly project: string | undefined;
  /** IriusRisk's word: `expose`, `mitigate`, `required`, `implemented` ... */
  readonly state: string | undefined;
  /** A word, or a risk from 0 to 100. */
  readonly risk: string | number | undefined;
  readonly owner: string | undefined;
  /** Where the row says it in its own way. */
  readonly settled?: boolean | undefined;
}

/** States of a threat in which nothing is left to do; `hidden` ones have nothing that applies. */
const SETTLED = /^(mitigated?|accept(ed)?|n\/?a|not[-_ ]applicable|hidden)$/i;

/** States of a countermeasure. */
const STATUSES: ReadonlyMap<string, ResultStatus> = new Map([
  ['implemented', 'pass'],
  ['required', 'fail'],
  ['not-implemented', 'fail'],
  ['failed', 'fail'],
  ['partially-implemented', 'fail'],
  ['recommended', 'skipped'],
  ['rejected', 'skipped'],
  ['not-applicable', 'skipped'],
  ['na', 'skipped'],
  ['n/a', 'skipped'],
]);

/** Names of components that answer requests under a name of their own. */
const ANSWERS = /service|server|\bapi\b|gateway|\bapp\b|application|frontend|backend|portal/i;

/** Turns entries into records; components and projects once each, so memory holds their names only. */
export function entryReader(): (entry: Entry) => Generator<Reading> {
  const components = new Set<string>();
  const projects = new Set<string>();
  return function* (entry) {
    const { component, project } = entry;
    if (project !== undefined && !projects.has(project)) {
      projects.add(project);
      yield threatModel({ id: project, title: project });
    }
    const resource = component === undefined ? undefined : drawn(component, project);
    if (resource && !components.has(resource.keys[0] ?? '')) {
      components.add(resource.keys[0] ?? '');
      yield resource;
    }
    if (entry.sort === 'threat') {
      yield threatPlan({
        id: entry.id,
        title: entry.title,
        settled: entry.settled ?? (entry.state === undefined ? undefined : SETTLED.test(entry.state)),
        severity: severityOfRisk(entry.risk),
        owner: entry.owner,
      });
      return;
    }
    const word =
      entry.state
        ?.trim()
        .toLowerCase()
        .replaceAll(/[\s_]+/g, '-') ?? '';
    yield {
      kind: 'result',
      aspect: 'threat-modeling',
      rule: { id: oneLine(entry.id, 200), title: oneLine(entry.title, 200) },
      status: STATUSES.get(word) ?? 'error',
      severity: severityOfRisk(entry.risk) ?? 'medium',
      declared: true,
      ...(entry.risk !== undefined && { toolSeverity: oneLine(String(entry.risk), 40) }),
      ...(resource && { resource: { type: resource.type, keys: resource.keys, name: resource.name ?? '' } }),
    };
  };
}

function drawn(component: string, project: string | undefined) {
  const name = component.trim();
  const key = otherKey('iriusrisk', oneLine(project === undefined ? name : `${project}/${name}`, 300));
  return drawnComponent({ key, name, answers: ANSWERS.test(name) });
}

/** `Very high` to `Very low` are IriusRisk's words; its numbers count from 0 to 100. */
function severityOfRisk(risk: string | number | undefined): Severity | undefined {
  if (typeof risk === 'number') {
    if (risk >= 80) return 'critical';
    if (risk >= 60) return 'high';
    if (risk >= 40) return 'medium';
    return risk >= 20 ? 'low' : 'info';
  }
  const word =
    risk
      ?.trim()
      .toLowerCase()
      .replaceAll(/[\s_-]+/g, ' ') ?? '';
  if (word === 'very high') return 'critical';
  if (word === 'very low') return 'info';
  return severityOf(word);
}
