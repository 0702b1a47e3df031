import type { Document, Head } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asInstant, asObject, asString, type Members } from '../../formats/schema.ts';
import { type Instant, parseInstant } from '../../records/instant.ts';
import { CERTAIN, type Certainty } from '../adapter.ts';

/**
 * Answers of AWS as `aws … --output json` and the SDKs' recorders write them: the answer itself, or the
 * answer as `data` beside its `status_code` (recordings of boto3 made with placebo).
 */
export function awsAnswer(head: Head): Members | undefined {
  const root = asObject(head.json);
  return root && 'status_code' in root ? asObject(root.data) : root;
}

/** Elements that are looked at: odd ones among them do not hide the rest. */
const LOOKED_AT = 10;

/**
 * How surely an answer is one of those that hold these lists.
 * @param lists names of lists, each with a member that every element of it has
 * @param empty the certainty where the list is there and holds nothing that could be looked at; 0 where its
 *   elements have another shape
 */
export function listsCertainty(
  head: Head,
  lists: readonly (readonly [list: string, member: string])[],
  empty: Certainty,
): Certainty {
  const answer = awsAnswer(head);
  if (!answer) return 0;
  for (const [list, member] of lists) {
    if (!Array.isArray(answer[list])) continue;
    const elements = asArray(answer[list]).slice(0, LOOKED_AT);
    if (elements.some((each) => member in (asObject(each) ?? {}))) return CERTAIN;
    // Another service's list of the same name; only an element that the head cuts off may yet have the member.
    if (elements.length > 0 && head.whole) continue;
    return empty;
  }
  return 0;
}

/** An element of one of an answer's lists. */
export interface AwsItem {
  /** Name of the list, e.g. `DBSnapshots`. */
  list: string;
  /** JSON Pointer of the element. */
  pointer: string;
  /** Undefined where the element is no object. */
  item: Members | undefined;
  /** The element as it is: some lists hold nothing but names. */
  value: unknown;
}

/**
 * Elements of the lists of these names, as they are read.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* awsItems(document: Document, lists: readonly string[]): AsyncGenerator<AwsItem> {
  const byPattern = new Map<string, string>();
  for (const list of lists) {
    byPattern.set(`/${list}/*`, list);
    byPattern.set(`/data/${list}/*`, list);
  }
  for await (const { pattern, pointer, value } of streamJson(document, [...byPattern.keys()])) {
    yield { list: byPattern.get(pattern) ?? '', pointer, item: asObject(value), value };
  }
}

/** A time as the command line (ISO 8601 or seconds since 1970) or a recording (members of a datetime) has it. */
export function awsInstant(value: unknown): Instant | undefined {
  const parts = asObject(value);
  if (parts?.__class__ !== 'datetime') return asInstant(value, 'seconds');
  const pad = (name: string, length = 2) => String(parts[name] ?? 0).padStart(length, '0');
  const day = `${pad('year', 4)}-${pad('month')}-${pad('day')}`;
  return parseInstant(`${day}T${pad('hour')}:${pad('minute')}:${pad('second')}.${pad('microsecond', 6)}Z`);
}

/**
 * Tags, whichever way the service spells them: a list of `Key` and `Value`, or an object. Undefined where
 * there are none.
 */
export function awsTags(value: unknown): Readonly<Record<string, string>> | undefined {
  const tags: Record<string, string> = Object.create(null);
  if (Array.isArray(value)) {
    for (const element of value) {
      const tag = asObject(element);
      const name = asString(tag?.Key);
      if (name !== undefined && typeof tag?.Value === 'string') tags[name] = tag.Value;
    }
  } else {
    for (const [name, text] of Object.entries(asObject(value) ?? {})) {
      if (typeof text === 'string') tags[name] = text;
    }
  }
  return Object.keys(tags).length === 0 ? undefined : tags;
}
