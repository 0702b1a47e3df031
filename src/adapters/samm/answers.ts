import { asArray, asInstant, asNumber, asObject, asString, type Members } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';

/** An answer about an activity, a stream or a practice. */
export interface Answer {
  /** `D-TA-1-A`, `D-TA-A` or `D-TA`. */
  readonly code: string;
  /** `D-TA-A`; of a practice as a whole its first. */
  readonly stream: string;
  /** Said by its code, not by a name. */
  readonly coded: boolean;
  /** 0 where it is not done. */
  readonly score: number;
  readonly at: Instant | undefined;
  readonly path: readonly (string | number)[];
}

/** Names of the practices of SAMM 2 without `and` and signs. */
const PRACTICES: ReadonlyMap<string, string> = new Map([
  ['strategymetrics', 'G-SM'],
  ['policycompliance', 'G-PC'],
  ['educationguidance', 'G-EG'],
  ['threatassessment', 'D-TA'],
  ['securityrequirements', 'D-SR'],
  ['securityarchitecture', 'D-SA'],
  ['securearchitecture', 'D-SA'],
  ['securebuild', 'I-SB'],
  ['securedeployment', 'I-SD'],
  ['defectmanagement', 'I-DM'],
  ['architectureassessment', 'V-AA'],
  ['requirementsdriventesting', 'V-RT'],
  ['requirementstesting', 'V-RT'],
  ['securitytesting', 'V-ST'],
  ['incidentmanagement', 'O-IM'],
  ['environmentmanagement', 'O-EM'],
  ['operationalmanagement', 'O-OM'],
]);

const SCORES = ['score', 'answer', 'value', 'rating', 'maturity', 'current'];
const CODES = ['id', 'code', 'activity', 'question', 'questionId', 'stream', 'practice', 'name'];
const DATES = ['date', 'when', 'at', 'assessed', 'answered', 'updated', 'assessmentDate', 'assessment_date'];
const DEEPEST = 8;

/**
 * Answers anywhere in a document: under codes or names of practices and streams, as scores or as objects with
 * one, or in lists of objects that name what they are about.
 */
export function* answersIn(root: unknown): Generator<Answer> {
  yield* walk(root, undefined, undefined, [], 0);
}

interface Code {
  practice: string;
  stream: string | undefined;
  code: string;
  coded: boolean;
}

function* walk(
  value: unknown,
  code: Code | undefined,
  at: Instant | undefined,
  path: readonly (string | number)[],
  depth: number,
): Generator<Answer> {
  if (depth > DEEPEST) return;
  if (Array.isArray(value)) {
    for (const [index, each] of asArray(value).entries())
      yield* walk(each, code, at, [...path, index], depth + 1);
    return;
  }
  const item = asObject(value);
  if (!item) {
    const score = code && scoreOf(value);
    if (code && score !== undefined) yield answer(code, score, at, path);
    return;
  }
  const when = dateOf(item) ?? at;
  const own = namedIn(item) ?? code;
  const said = own && SCORES.map((name) => scoreOf(item[name])).find((score) => score !== undefined);
  if (own && said !== undefined) {
    yield answer(own, said, when, path);
    return;
  }
  for (const [name, inner] of Object.entries(item)) {
    const next = codeOf(name) ?? (code ? streamOf(name, code) : undefined);
    if (next || typeof inner === 'object') yield* walk(inner, next ?? code, when, [...path, name], depth + 1);
  }
}

function answer(
  code: Code,
  score: number,
  at: Instant | undefined,
  path: readonly (string | number)[],
): Answer {
  const stream = `${code.practice}-${code.stream ?? 'A'}`;
  return { code: code.code, stream, coded: code.coded, score, at, path };
}

/** A score from 0 to 3, or one of the answers of the toolbox, of which only `No` says that nothing is done. */
function scoreOf(value: unknown): number | undefined {
  const number = asNumber(value);
  if (number !== undefined) return number;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = asString(value)?.trim();
  if (!text) return undefined;
  if (/^(no|none|not applicable|n\/a)\b/i.test(text)) return 0;
  return /^yes\b/i.test(text) ? 1 : undefined;
}

function dateOf(item: Members): Instant | undefined {
  for (const name of DATES) {
    const at = asInstant(item[name]);
    if (at !== undefined) return at;
  }
  return undefined;
}

function namedIn(item: Members): Code | undefined {
  for (const name of CODES) {
    const found = codeOf(asString(item[name]) ?? '');
    if (!found) continue;
    const letter = asString(item.stream);
    return found.stream === undefined && letter ? (streamOf(letter, found) ?? found) : found;
  }
  return undefined;
}

/** `D-TA-1-A` (activity), `D-TA-A-1` (the same, as others write it), `D-TA-A` (stream), `D-TA`, or a name. */
function codeOf(text: string): Code | undefined {
  const match = /^([GDIVO])-([A-Z]{2})(?:-(?:(\d)-?([AB])|([AB])(?:-?(\d))?))?(?:[\s:.-].*)?$/s.exec(
    text.trim().slice(0, 200),
  );
  if (match) {
    const practice = `${match[1]}-${match[2]}`;
    if (![...PRACTICES.values()].includes(practice)) return undefined;
    const stream = match[4] ?? match[5];
    const level = match[3] ?? match[6];
    const code = [practice, ...(level ? [level] : []), ...(stream ? [stream] : [])].join('-');
    return { practice, stream, code, coded: true };
  }
  const bare = text.toLowerCase().replaceAll(/\band\b|[^a-z]/g, '');
  const practice = PRACTICES.get(bare);
  return practice ? { practice, stream: undefined, code: practice, coded: false } : undefined;
}

/** `A`, `Stream B`. */
function streamOf(name: string, code: Code): Code | undefined {
  const letter = /^(?:stream[\s_-]?)?([AB])$/i.exec(name.trim())?.[1]?.toUpperCase();
  return letter ? { ...code, stream: letter, code: `${code.practice}-${letter}` } : undefined;
}
