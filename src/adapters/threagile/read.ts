import type { Document } from '../../formats/document.ts';
import { asInstant, asObject, asString, asText } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { oneLine } from '../shared/one-line.ts';
import { readTree } from '../shared/tree.ts';
import { componentsOf } from './components.ts';
import { threatsOf } from './threats.ts';

/**
 * The model as a plan, its technical assets as resources, its abuse cases and identified risks as threats. Its
 * `date` says when people worked on it. Source: Threagile's schema.json (versions 1.0.0 and 1.1.0).
 * @throws Refusal `invalid` where it holds no model, `malformed`, `truncated`, `too-large`
 */
export async function* readThreagile(document: Document): AsyncGenerator<Reading> {
  const tree = await readTree(document);
  const root = asObject(tree.root);
  if (!root) {
    throw new Refusal(
      'invalid',
      'Expected a model with technical_assets.',
      { file: document.path },
      'Hand in the file that Threagile analyses.',
    );
  }
  const at = asInstant(root['date']);
  const version = asText(root['threagile_version']);
  const title = oneLine(asText(root['title']) ?? document.name, 200);
  const author = asString(asObject(root['author'])?.['name']);
  yield {
    kind: 'envelope',
    tool: { name: 'threagile', ...(version !== undefined && { version }) },
    ...(at !== undefined && { at }),
  };
  if (at === undefined && asText(root['date']) !== undefined) {
    const why = `expected a date such as 2026-11-23, found "${oneLine(asText(root['date']) ?? '', 40)}"`;
    yield { kind: 'problem', where: tree.where(['date']), why };
  }
  yield {
    kind: 'plan',
    type: 'threat-model',
    id: title,
    title,
    ...(author !== undefined && { owner: oneLine(author) }),
    ...(at !== undefined && { updated: at }),
  };
  let components = 0;
  for (const reading of componentsOf(root, title, tree)) {
    if (reading.kind === 'resource') components += 1;
    yield reading;
  }
  yield* threatsOf(root, tree);
  // A stub without assets is the beginning of a model, not one that was worked out.
  if (components > 0) yield practice(title, at);
}

function practice(title: string, at: Instant | undefined): Reading {
  return {
    kind: 'practice',
    aspect: 'threat-modeling',
    output: 'test',
    automation: 'manual',
    ...(at !== undefined && { at }),
    reference: title,
    note: `modelled the threats of ${oneLine(title, 70)}`,
  };
}
