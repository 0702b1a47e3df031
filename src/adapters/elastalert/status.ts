import type { Head } from '../../formats/document.ts';
import { asArray, asInstant, asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { alarm, type Heard, hear } from '../shared/telemetry.ts';

/** A hit of a search holds the document as its source. */
export function sourceOf(item: Members): Members {
  return asObject(item._source) ?? item;
}

/** The first document of an answer to a search, a list or NDJSON. */
export function firstDocument(head: Head): Members | undefined {
  const hits = member(head.json, 'hits', 'hits');
  const first = asObject(asArray(hits ?? head.json)[0]);
  return first && sourceOf(first);
}

/** Whether ElastAlert wrote the document: about an alert, a run, a silence or an error. */
export function isWrittenBack(item: Members): boolean {
  if ('rule_name' in item) {
    return 'alert_sent' in item || 'match_body' in item || ('matches' in item && 'time_taken' in item);
  }
  return 'traceback' in item && 'message' in item && asObject(item.data) !== undefined;
}

/**
 * One document that ElastAlert wrote (ElastAlert 2 documentation, "ElastAlert Metadata Index").
 * @param runs where runs are counted
 */
export function* written(item: Members, pointer: string, runs: Heard): Generator<Reading> {
  const name = asString(item.rule_name);
  const at = asInstant(item.alert_time) ?? asInstant(item['@timestamp']);
  if ('traceback' in item) {
    const rule = asString(asObject(item.data)?.rule);
    yield {
      kind: 'event',
      type: 'failed-run',
      aspect: 'alerts',
      title: rule ? `ElastAlert could not run the rule ${rule}` : 'ElastAlert met an error',
      ...(at !== undefined && { at }),
    };
    return;
  }
  if (!name || at === undefined) {
    // Silences have neither a rule's run nor an alert.
    if (!('exponent' in item)) yield { kind: 'problem', where: pointer, why: 'Expected a rule and a time.' };
    return;
  }
  if ('alert_sent' in item || 'match_body' in item) {
    yield* alarm({ title: name, at, delivered: item.alert_sent === true });
  } else if ('time_taken' in item) {
    hear(runs, at);
  }
}
