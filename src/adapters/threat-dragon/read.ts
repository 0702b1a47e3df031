import type { Document } from '../../formats/document.ts';
import { asArray, asBoolean, asObject, asString, asText, member } from '../../formats/schema.ts';
import { otherKey } from '../../records/key.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { severityOf } from '../shared/severity.ts';
import { isPersonal } from '../shared/threat-model.ts';
import { drawnComponent, modelled, threatModel, threatPlan } from '../shared/threat-records.ts';
import { readTree, type Tree } from '../shared/tree.ts';
import { type Cell, cellsOf } from './cells.ts';

/** Statuses in which nothing is left to do (docs, "Threats": Open, Mitigated, Not applicable). */
const SETTLED = /^(mitigated|accepted|not[-_ ]?applicable|n\/?a)$/i;

/**
 * The model as a plan, its elements as components, its threats as plans. The format has no date: the caller's
 * counts. Source: Threat Dragon's schemas V1 and V2.
 * @throws Refusal `invalid` where it has no diagrams, `malformed`, `truncated`, `too-large`
 */
export async function* readThreatDragon(document: Document): AsyncGenerator<Reading> {
  const tree = await readTree(document);
  const root = asObject(tree.root) ?? {};
  const summary = asObject(root['summary']);
  if (!summary || !Array.isArray(member(root, 'detail', 'diagrams'))) {
    const place = { file: document.path, field: '/detail/diagrams' };
    throw new Refusal('invalid', 'Expected the diagrams of the model.', place, 'Save the model again.');
  }
  const version = asText(root['version']);
  const title = asText(summary['title']) ?? document.name;
  yield { kind: 'envelope', tool: { name: 'Threat Dragon', ...(version !== undefined && { version }) } };
  yield threatModel({ id: title, title, owner: asString(summary['owner']) });

  const reached = reachedPublicly(root);
  let inScope = 0;
  for (const cell of cellsOf(root)) {
    if (!('kind' in cell)) {
      yield {
        kind: 'problem',
        where: tree.where(cell.path),
        why: 'expected an element with an id, found none',
      };
      continue;
    }
    if (cell.kind !== 'flow') {
      if (!cell.outOfScope) inScope += 1;
      yield drawnComponent({
        key: otherKey('threat-dragon', `${title}/${cell.id}`),
        name: cell.name ?? `${cell.kind} ${cell.id}`,
        answers: cell.kind === 'process' && cell.name !== undefined,
        outOfScope: cell.outOfScope,
        pii: holdsPersonal(cell),
        public: cell.kind !== 'actor' && reached.has(cell.id),
      });
    }
    yield* threatsOf(cell, tree);
  }
  // A model of empty diagrams is a beginning, not one that was worked out.
  if (inScope > 0) yield modelled(title);
}

/** Ids of what a data flow over a public network leads to, one way or both. */
function reachedPublicly(root: Parameters<typeof cellsOf>[0]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const cell of cellsOf(root)) {
    if (!('kind' in cell) || cell.kind !== 'flow') continue;
    if (asBoolean(cell.data['isPublicNetwork']) !== true) continue;
    if (cell.target !== undefined) ids.add(cell.target);
    if (cell.source !== undefined && asBoolean(cell.data['isBidirectional']) === true) ids.add(cell.source);
  }
  return ids;
}

function holdsPersonal({ kind, name, description, data }: Cell): boolean {
  if (kind === 'actor') return false;
  return (
    asBoolean(data['handlesCardPayment']) === true || (kind === 'store' && isPersonal(name, description))
  );
}

function* threatsOf(cell: Cell, tree: Tree): Generator<Reading> {
  for (const [index, each] of asArray(cell.threats).entries()) {
    const threat = asObject(each);
    const title = asString(threat?.['title']) ?? asString(threat?.['type']);
    if (!threat || title === undefined) {
      const where = tree.where([...cell.path, index]);
      yield { kind: 'problem', where, why: 'expected the title of a threat, found none' };
      continue;
    }
    const status = asString(threat['status'])?.trim();
    yield threatPlan({
      id: asText(threat['id']) ?? asText(threat['threatId']) ?? `${cell.id}/${index}`,
      title,
      settled: status === undefined ? undefined : SETTLED.test(status),
      // `TBD` and `Undetermined` say nothing.
      severity: severityOf(asString(threat['severity'])),
    });
  }
}
