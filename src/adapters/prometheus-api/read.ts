import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asObject, asString } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { firingAlert } from './alert.ts';
import { ruleGroup } from './rules.ts';
import { seenOnce } from './seen.ts';
import { readTarget } from './target.ts';

const PATTERNS = ['/status', '/data/activeTargets/*', '/data/groups/*', '/data/alerts/*'];

/**
 * Answers of `/api/v1/targets`, `/api/v1/rules` and `/api/v1/alerts` (Prometheus documentation, "HTTP API").
 * @throws Refusal `malformed`, `truncated`, `too-large`; `invalid` where Prometheus answered with an error
 */
export async function* readPrometheusApi(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Prometheus' } };
  const once = seenOnce();
  let heard = 0;
  let scraped: Instant | undefined;
  for await (const { pattern, pointer, value } of streamJson(document, PATTERNS)) {
    if (pattern === '/status') {
      if (value === 'error') throw answeredWithError(document.path);
      continue;
    }
    const item = asObject(value);
    if (!item) {
      yield { kind: 'problem', where: pointer, why: 'Expected an object.' };
    } else if (pattern === '/data/groups/*') {
      yield* ruleGroup(item, pointer, once);
    } else if (pattern === '/data/alerts/*') {
      if (asString(item.state) === 'firing') yield* firingAlert(item, pointer, undefined, once);
    } else {
      const target = readTarget(item, pointer);
      yield* target.readings;
      if (target.heard === undefined) continue;
      heard += 1;
      scraped = Math.max(scraped ?? target.heard, target.heard);
    }
  }
  if (scraped === undefined) return;
  yield {
    kind: 'practice',
    aspect: 'telemetry',
    output: 'test',
    at: scraped,
    automation: 'full',
    note: heard === 1 ? 'Prometheus heard from 1 target' : `Prometheus heard from ${heard} targets`,
  };
}

function answeredWithError(file: string): Refusal {
  return new Refusal(
    'invalid',
    'Prometheus answered with an error, so that the file shows nothing.',
    { file, field: '/status' },
    'Ask again: the answer has to begin with {"status":"success".',
  );
}
