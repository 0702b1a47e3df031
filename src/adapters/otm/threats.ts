import { asArray, asNumber, asObject, asString, asText, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { oneLine } from '../shared/one-line.ts';
import type { Tree } from '../shared/tree.ts';

/** States of a threat at one place in which nothing is left to do. The format leaves the words to tools. */
const SETTLED =
  /^(mitigated?|fully[-_ ]mitigated|accept(ed)?|expose[-_ ]?and[-_ ]?accept(ed)?|not[-_ ]applicable|n\/a|hidden|resolved|closed)$/i;
const DONE = /^(implemented|tested|verified|done|complete[d]?)$/i;

/** Each threat of the model as a plan; settled where it is at every place at which the model has it. */
export function* threatPlans(root: Members, tree: Tree): Generator<Reading> {
  const places = placesOf(root);
  for (const [index, each] of asArray(root['threats']).entries()) {
    const threat = asObject(each);
    const id = asText(threat?.['id']);
    const name = asText(threat?.['name']);
    if (!threat || id === undefined || name === undefined) {
      const why = 'expected the id and the name of a threat, found none';
      yield { kind: 'problem', where: tree.where(['threats', index]), why };
      continue;
    }
    const severity = severityOf(asObject(threat['risk']));
    const settled = places.get(id);
    yield {
      kind: 'plan',
      type: 'threat',
      id,
      title: oneLine(name, 200),
      ...(settled !== undefined && { settled }),
      ...(severity && { severity }),
    };
  }
}

/** Threats by id: whether each place that has one has settled it. */
function placesOf(root: Members): ReadonlyMap<string, boolean> {
  const settled = new Map<string, boolean>();
  for (const place of [...asArray(root['components']), ...asArray(root['dataflows'])]) {
    for (const each of asArray(asObject(place)?.['threats'])) {
      const one = asObject(each);
      const id = asText(one?.['threat']);
      if (!one || id === undefined) continue;
      settled.set(id, (settled.get(id) ?? true) && isSettled(one));
    }
  }
  return settled;
}

function isSettled(place: Members): boolean {
  const state = asString(place['state'])?.trim() ?? '';
  if (state !== '') return SETTLED.test(state);
  const mitigations = asArray(place['mitigations']).map((each) => asString(asObject(each)?.['state']) ?? '');
  return mitigations.length > 0 && mitigations.every((each) => DONE.test(each.trim()));
}

/** Likelihood and impact count from 0 to 100; a threat of no stated likelihood counts by its impact alone. */
function severityOf(risk: Members | undefined): Severity | undefined {
  const impact = asNumber(risk?.['impact']);
  if (impact === undefined) return undefined;
  const score = (impact * (asNumber(risk?.['likelihood']) ?? 100)) / 100;
  if (score >= 75) return 'critical';
  if (score >= 50) return 'high';
  if (score >= 25) return 'medium';
  return score > 0 ? 'low' : 'info';
}
