import type { Document } from '../../formats/document.ts';
import { readJson } from '../../formats/json.ts';
import { asObject, asString } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { oneLine } from '../shared/one-line.ts';
import { isPlaybook, type Playbook, readPlaybook } from './playbook.ts';

/**
 * Each playbook is a plan, and shows that a person worked on playbooks when it was last modified. A revoked one
 * is neither: it is a problem that says so.
 * Source: CACAO Security Playbooks 2.0 (OASIS Standard), sections 3 (playbooks), 4 (workflows), 5 (commands).
 * @throws Refusal `invalid` where no playbook is in it, `malformed`, `truncated`, `too-large`
 */
export async function* readPlaybooks(document: Document): AsyncGenerator<Reading> {
  const root = await readJson(document);
  const { prefix, items } = listed(root);
  const seen: { where: string; playbook: Playbook | string }[] = [];
  for (const [index, item] of items.entries()) {
    // A bundle holds other objects too: identities, agents, data markings.
    if (prefix === '/objects' && !isPlaybook(item)) continue;
    seen.push({ where: prefix === undefined ? '' : `${prefix}/${index}`, playbook: readPlaybook(item) });
  }
  if (seen.length === 0) {
    throw new Refusal(
      'invalid',
      'There is no playbook in it.',
      { file: document.path },
      'Export the playbooks again.',
    );
  }
  const at = latest(seen.map(({ playbook }) => playbook));
  const version = versionOf(items);
  yield {
    kind: 'envelope',
    tool: { name: 'CACAO', ...(version && { version }) },
    ...(at !== undefined && { at }),
  };
  for (const { where, playbook } of seen) {
    if (typeof playbook === 'string') {
      yield { kind: 'problem', where, why: playbook };
      continue;
    }
    const { plan, at: written } = playbook;
    yield plan;
    yield {
      kind: 'practice',
      aspect: 'playbooks',
      output: 'test',
      automation: 'manual',
      ...(written !== undefined && { at: written }),
      reference: plan.id,
      note: `wrote or revised the playbook ${oneLine(plan.title, 70)}`,
    };
  }
}

/** The playbooks of a file: one, a list, or a bundle of objects. `prefix` is undefined for one. */
function listed(root: unknown): { prefix: string | undefined; items: readonly unknown[] } {
  if (Array.isArray(root)) return { prefix: '', items: root };
  const objects = asObject(root)?.['objects'];
  return Array.isArray(objects)
    ? { prefix: '/objects', items: objects }
    : { prefix: undefined, items: [root] };
}

function versionOf(items: readonly unknown[]): string | undefined {
  for (const item of items) {
    const version = asString(asObject(item)?.['spec_version']);
    if (version) return version.replace(/^cacao-/, '');
  }
  return undefined;
}

function latest(playbooks: readonly (Playbook | string)[]): Instant | undefined {
  let at: Instant | undefined;
  for (const playbook of playbooks) {
    if (typeof playbook === 'string' || playbook.at === undefined) continue;
    if (at === undefined || playbook.at > at) at = playbook.at;
  }
  return at;
}
