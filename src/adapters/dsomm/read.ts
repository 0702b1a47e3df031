import type { Document } from '../../formats/document.ts';
import { readJson } from '../../formats/json.ts';
import {
  asArray,
  asInstant,
  asObject,
  asString,
  asText,
  type Members,
  member,
} from '../../formats/schema.ts';
import { readYaml, type YamlValue } from '../../formats/yaml.ts';
import type { Instant } from '../../records/instant.ts';
import { otherKey } from '../../records/key.ts';
import type { Practice, Reading } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';
import { oneLine } from '../shared/one-line.ts';
import { activitiesIn } from './activities.ts';
import { BY_ID, SUB_DIMENSIONS } from './map.ts';

/** What is known of an activity besides its id. */
interface Known {
  title: string;
  aspect: AspectId | 'outside' | undefined;
}

/** The last stage of an activity, under the names that teams give it. */
const DONE = /implemented|complete|done|100/i;

/**
 * What teams say that they do (OWASP DSOMM: the model with `isImplemented`, `teamsImplemented` and
 * `teamsEvidence`, as 3 and 4 export it; `team-progress.yaml` and `team-evidence.yaml` of 5). Evidence itself is
 * not kept. A file may hold the model and the progress as two YAML documents.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readDsomm(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'DSOMM' } };
  const roots = await rootsOf(document);
  const known = new Map<string, Known>();
  for (const { value } of roots) {
    for (const { id, title, subDimension } of activitiesIn(asObject(value) ?? {}))
      known.set(id.toLowerCase(), { title, aspect: aspectOf(id, subDimension) });
  }
  for (const { value, line } of roots) {
    const root = asObject(value) ?? {};
    const where = (path: readonly string[]) => {
      const at = line(path);
      return at === undefined ? `/${path.join('/')}` : `line ${at}`;
    };
    for (const activity of activitiesIn(root)) {
      const teams = [...teamsOf(activity.item)];
      if (teams.length > 0) yield* practices(activity.id, teams, known, where(activity.path));
    }
    for (const [id, value] of Object.entries(asObject(root.progress) ?? {})) {
      const teams = [...progressOf(asObject(value) ?? {})];
      if (teams.length > 0) yield* practices(id, teams, known, where(['progress', id]));
    }
    for (const [id, value] of Object.entries(asObject(root.evidence) ?? {})) {
      const teams = [...evidenceOf(value)];
      if (teams.length > 0) yield* practices(id, teams, known, where(['evidence', id]));
    }
  }
}

async function rootsOf(document: Document): Promise<YamlValue[]> {
  if (document.head.shape !== 'json' && document.head.shape !== 'ndjson') return readYaml(document);
  const root = await readJson(document);
  const values = document.head.shape === 'ndjson' ? asArray(root) : [root];
  return values.map((value) => ({ value, line: () => undefined }));
}

function aspectOf(id: string, subDimension: string): AspectId | 'outside' | undefined {
  const own = BY_ID.get(id.toLowerCase());
  if (own) return own;
  const name = subDimension.trim().toLowerCase();
  return SUB_DIMENSIONS.has(name) ? (SUB_DIMENSIONS.get(name) ?? 'outside') : undefined;
}

/** A team that does the activity; without a name where the file speaks of no teams. */
interface Team {
  name: string | undefined;
  at: Instant | undefined;
  proved: boolean;
}

function* teamsOf(item: Members): Generator<Team> {
  const evidence = asObject(item.teamsEvidence);
  const teams = Object.entries(asObject(item.teamsImplemented) ?? {});
  for (const [name, value] of teams) {
    // Some exports write when, instead of whether.
    const at = asInstant(value);
    const done = at !== undefined || value === true || /^(true|yes|implemented)$/i.test(asText(value) ?? '');
    if (done) yield { name, at, proved: asString(evidence?.[name]) !== undefined };
  }
  const isDone = item.isImplemented === true || /^true$/i.test(asText(item.isImplemented) ?? '');
  if (teams.length === 0 && isDone)
    yield { name: undefined, at: undefined, proved: asString(item.evidence) !== undefined };
}

/** Teams that came to the last stage, when they say so. */
function* progressOf(teams: Members): Generator<Team> {
  for (const [name, stages] of Object.entries(teams))
    for (const [stage, value] of Object.entries(asObject(stages) ?? {})) {
      if (!DONE.test(stage) || /not|partial/i.test(stage)) continue;
      const at = asInstant(value);
      if (at !== undefined || value === true) yield { name, at, proved: false };
    }
}

function* evidenceOf(value: unknown): Generator<Team> {
  for (const each of asArray(value)) {
    const at = asInstant(member(each, 'evidenceRecorded')) ?? asInstant(member(each, 'date'));
    if (at === undefined) continue;
    for (const team of asArray(member(each, 'teams'))) {
      const name = asString(team);
      if (name) yield { name, at, proved: true };
    }
  }
}

function* practices(
  id: string,
  teams: readonly Team[],
  known: ReadonlyMap<string, Known>,
  where: string,
): Generator<Reading> {
  const found = known.get(id.toLowerCase());
  const aspect = BY_ID.get(id.toLowerCase()) ?? found?.aspect;
  if (aspect === undefined) {
    yield { kind: 'problem', where, why: `No aspect is known for the activity ${oneLine(id, 60)}.` };
    return;
  }
  if (aspect === 'outside') return;
  for (const { name, at, proved } of teams) {
    const said = [
      found ? oneLine(found.title, 120) : 'an activity',
      ...(name ? [`by ${oneLine(name, 60)}`] : []),
    ];
    const practice: Practice = {
      kind: 'practice',
      aspect,
      output: 'test',
      automation: 'manual',
      ...(at !== undefined && { at }),
      // Only a name by which rules can attribute it.
      ...(name && { subject: { type: 'other', keys: [otherKey('team', name)], name: oneLine(name, 100) } }),
      reference: oneLine(`dsomm:${id}`, 100),
      note: `${said.join(' ')}${proved ? ', with evidence' : ''}`,
    };
    yield practice;
  }
}
