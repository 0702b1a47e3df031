import type { Document } from '../../formats/document.ts';
import { asObject, asString, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { listed } from '../shared/listing.ts';
import type { Heard } from '../shared/telemetry.ts';
import { readTree } from '../shared/tree.ts';
import { isRule, ruleFile } from './rule.ts';
import { sourceOf, written } from './status.ts';

/**
 * A rule file, or documents that ElastAlert wrote back (ElastAlert 2 documentation).
 * @throws Refusal `invalid` where a rule has no name, `malformed`, `truncated`, `too-large`
 */
export async function* readElastalert(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'ElastAlert' } };
  const { head } = document;
  if (head.json === undefined || isRule(asObject(head.json))) {
    const root = asObject((await readTree(document)).root);
    const name = asString(root?.name) ?? nameOfFile(head.name);
    if (!root || !name) {
      throw new Refusal('invalid', 'The rule has no name.', { file: document.path, field: '/name' });
    }
    yield* ruleFile(root, name);
    return;
  }
  const runs: Heard = { count: 0, latest: undefined };
  const pattern = member(head.json, 'hits') === undefined ? '/*' : '/hits/hits/*';
  for await (const { pointer, item } of listed(document, [pattern])) {
    if (item) yield* written(sourceOf(item), pointer, runs);
    else yield { kind: 'problem', where: pointer, why: 'Expected an object.' };
  }
  if (runs.latest === undefined) return;
  yield {
    kind: 'practice',
    aspect: 'alerts',
    output: 'test',
    at: runs.latest,
    automation: 'full',
    note: `ElastAlert ran rules ${runs.count} ${runs.count === 1 ? 'time' : 'times'}`,
  };
}

/** ElastAlert 2 takes the file's name where a rule has none. */
function nameOfFile(name: string): string | undefined {
  return /^(.+)\.ya?ml$/i.exec(name)?.[1];
}
