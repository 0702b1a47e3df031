import type { Document, Head } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asInstant, asNumber, asObject, asString, member } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading } from '../../records/record.ts';
import { later } from '../shared/later.ts';
import { oneLine } from '../shared/one-line.ts';
import { hostRef, readingsOf } from './run.ts';

/** Whether it is what `ansible-playbook` prints with the callback `json`. */
export function isAnsible(head: Head): boolean {
  const root = asObject(head.json);
  const first = asObject(asArray(root?.plays)[0]);
  return (
    (first !== undefined && asObject(first.play) !== undefined) ||
    (Array.isArray(root?.plays) && 'stats' in root && 'custom_stats' in root)
  );
}

/**
 * Hosts of a run of Ansible (callback `ansible.posix.json`). What tasks did and answered is never read, for it
 * holds what was configured.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAnsible(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Ansible' } };
  let at: Instant | undefined;
  const names = new Set<string>();
  for await (const { pattern, pointer, value } of streamJson(document, ['/plays/*/play', '/stats/*'])) {
    if (pattern === '/plays/*/play') {
      const name = asString(member(value, 'name'));
      if (name && names.size < 3) names.add(oneLine(name, 60));
      at = later(at, asInstant(member(value, 'duration', 'end')));
      at = later(at, asInstant(member(value, 'duration', 'start')));
      continue;
    }
    const host = hostRef(hostIn(pointer));
    if (!host || !asObject(value)) {
      yield { kind: 'problem', where: pointer, why: 'Expected what was counted for a host.' };
      continue;
    }
    const count = (...of: string[]) =>
      of.reduce((sum, name) => sum + (asNumber(member(value, name)) ?? 0), 0);
    const done = count('ok', 'changed') > 0;
    yield* readingsOf({
      tool: 'Ansible',
      title: `${[...names].join(', ') || 'playbook'} on ${host.name}`,
      at,
      outcome: count('failures', 'unreachable') > 0 ? 'failure' : done ? 'success' : undefined,
      host,
      automation: undefined,
      reference: undefined,
    });
  }
}

/** `/stats/web-1`, with the escapes of a JSON Pointer. */
function hostIn(pointer: string): string {
  return pointer.slice('/stats/'.length).replaceAll('~1', '/').replaceAll('~0', '~');
}
