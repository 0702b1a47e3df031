import type { Document } from '../../formats/document.ts';
import { readJson } from '../../formats/json.ts';
import {
  asArray,
  asInstant,
  asObject,
  asString,
  asStrings,
  type Members,
  member,
} from '../../formats/schema.ts';
import { serviceKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { drill } from '../shared/drill.ts';

const ENDED = new Set(['completed', 'failed', 'aborted', 'interrupted']);

/**
 * One journal (Chaos Toolkit documentation, "The Experiment's Journal").
 * @throws Refusal `invalid` where it does not say how the run ended, `malformed`, `truncated`, `too-large`
 */
export async function* readJournal(document: Document): AsyncGenerator<Reading> {
  const root = asObject(await readJson(document));
  const status = asString(root?.status)?.toLowerCase();
  const experiment = asObject(root?.experiment);
  if (!root || !experiment || !status || !ENDED.has(status)) {
    throw new Refusal(
      'invalid',
      'Expected a run that has ended: completed, failed, aborted or interrupted.',
      { file: document.path, field: '/status' },
      'Hand in the journal once the run has ended.',
    );
  }
  const version = asString(root['chaoslib-version']);
  const at = asInstant(root.end) ?? asInstant(root.start);
  yield {
    kind: 'envelope',
    tool: { name: 'Chaos Toolkit', ...(version && { version }) },
    ...(at !== undefined && { at }),
  };
  const title = asString(experiment.title) ?? 'an experiment without a title';
  const of = serviceOf(experiment);
  const deviated =
    root.deviated === true || member(root, 'steady_states', 'after', 'steady_state_met') === false;
  const completed = status === 'completed' && !deviated;
  if (completed && !acted(root)) {
    yield { kind: 'problem', where: '/run', why: 'No action succeeded, so that nothing was survived.' };
    return;
  }
  const watched = asObject(experiment['steady-state-hypothesis']) !== undefined;
  const reason = deviated
    ? ', which left its steady state'
    : status === 'completed'
      ? ''
      : `, which was ${status}`;
  yield* drill({ of, at, survived: completed, watched, title: completed ? title : `${title}${reason}` });
}

/** Whether something was done to the system: probes only look. */
function acted(root: Members): boolean {
  return asArray(root.run).some(
    (each) =>
      member(each, 'activity', 'type') === 'action' && asString(asObject(each)?.status) === 'succeeded',
  );
}

function serviceOf(experiment: Members): ResourceRef | undefined {
  for (const tag of asStrings(experiment.tags)) {
    const name = /^(?:service|application|app)\s*[:=]\s*(\S[^\n]*)/i.exec(tag.slice(0, 300))?.[1]?.trim();
    if (name) return { type: 'service', keys: [serviceKey(name)], name };
  }
  return undefined;
}
