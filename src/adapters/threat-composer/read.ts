import type { Document } from '../../formats/document.ts';
import {
  asArray,
  asObject,
  asString,
  asStrings,
  asText,
  type Members,
  member,
} from '../../formats/schema.ts';
import { otherKey } from '../../records/key.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { severityOf } from '../shared/severity.ts';
import { isPersonal } from '../shared/threat-model.ts';
import { drawnComponent, modelled, threatModel, threatPlan } from '../shared/threat-records.ts';
import { readTree } from '../shared/tree.ts';

/** Statuses in which nothing is left to do (Threat Composer, customTypes/threats and mitigations). */
const SETTLED = new Set(['threatResolved', 'threatResolvedNotUseful', 'threatMitigated', 'threatAccepted']);
const DONE = new Set(['mitigationResolved', 'mitigationResolvedWillNotAction']);

/**
 * The workspace as a plan, its application as a component, its threat statements as plans. The format has no
 * date: the caller's counts. Source: Threat Composer's DataExchangeFormat, schema 1.
 * @throws Refusal `invalid` where it is no workspace, `malformed`, `truncated`, `too-large`
 */
export async function* readThreatComposer(document: Document): AsyncGenerator<Reading> {
  const tree = await readTree(document);
  const root = asObject(tree.root);
  if (!root || asText(root['schema']) === undefined) {
    const place = { file: document.path, field: '/schema' };
    throw new Refusal('invalid', 'Expected a workspace with its schema number.', place, 'Export it again.');
  }
  const name =
    asString(member(root, 'applicationInfo', 'name'))?.trim() || asString(root['name'])?.trim() || undefined;
  const title = name ?? document.name.replace(/(\.tc)?\.json$/i, '');
  yield { kind: 'envelope', tool: { name: 'Threat Composer', version: `schema ${asText(root['schema'])}` } };
  yield threatModel({ id: title, title });

  const threats = asArray(root['threats']).map((each) => asObject(each));
  const sound = threats.filter((threat) => threat !== undefined && titleOf(threat) !== undefined);
  if (name !== undefined && sound.length > 0) {
    const assets = sound.flatMap((threat) => asStrings(threat?.['impactedAssets']));
    yield drawnComponent({
      key: otherKey('threat-composer', name),
      name,
      answers: true,
      pii: isPersonal(...assets),
    });
  }
  const mitigations = mitigationsOf(root);
  for (const [index, threat] of threats.entries()) {
    const statement = threat && titleOf(threat);
    if (!threat || statement === undefined) {
      const why = 'expected the statement of a threat, found none';
      yield { kind: 'problem', where: tree.where(['threats', index]), why };
      continue;
    }
    const id = asText(threat['id']) ?? asText(threat['numericId']) ?? statement;
    const linked = mitigations.get(id);
    yield threatPlan({
      id,
      title: statement,
      settled: settledOf(asString(threat['status']), linked),
      severity: severityOf(asString(priorityOf(threat))),
      steps: linked?.length ?? 0,
    });
  }
  if (sound.length > 0) yield modelled(title);
}

/** The whole statement, or what there is of it where its words were never put together. */
function titleOf(threat: Members): string | undefined {
  const statement = asString(threat['statement'])?.trim();
  if (statement) return statement;
  const [source, prerequisites, action, impact] = [
    'threatSource',
    'prerequisites',
    'threatAction',
    'threatImpact',
  ].map((part) => asString(threat[part])?.trim());
  if (!action && !impact) return undefined;
  const actor = source || 'threat actor';
  const who = [/^[aeiou]/i.test(actor) ? 'An' : 'A', actor, prerequisites].filter(Boolean).join(' ');
  const does = action ? ` can ${action}` : '';
  return `${who}${does}${impact ? `, which leads to ${impact}` : ''}`;
}

/** Statuses of the mitigations that each threat is linked to. */
function mitigationsOf(root: Members): ReadonlyMap<string, (string | undefined)[]> {
  const statuses = new Map<string, string | undefined>();
  for (const each of asArray(root['mitigations'])) {
    const id = asText(asObject(each)?.['id']);
    if (id !== undefined) statuses.set(id, asString(asObject(each)?.['status']));
  }
  const linked = new Map<string, (string | undefined)[]>();
  for (const each of asArray(root['mitigationLinks'])) {
    const link = asObject(each);
    const [threat, mitigation] = [asText(link?.['linkedId']), asText(link?.['mitigationId'])];
    if (threat === undefined || mitigation === undefined || !statuses.has(mitigation)) continue;
    const list = linked.get(threat) ?? [];
    list.push(statuses.get(mitigation));
    linked.set(threat, list);
  }
  return linked;
}

/** Older exports give threats no status: then their mitigations decide. */
function settledOf(status: string | undefined, linked: readonly (string | undefined)[] = []): boolean {
  if (status !== undefined) return SETTLED.has(status);
  return linked.length > 0 && linked.every((each) => each !== undefined && DONE.has(each));
}

function priorityOf(threat: Members): unknown {
  return asArray(threat['metadata'])
    .map(asObject)
    .find((entry) => entry?.['key'] === 'Priority')?.['value'];
}
