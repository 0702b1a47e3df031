import type { Document } from '../../formats/document.ts';
import { asArray, asInstant, asNumber, asObject, asString, type Members } from '../../formats/schema.ts';
import { hostKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { backup } from '../shared/backup.ts';
import { elements } from '../shared/elements.ts';

/**
 * Snapshots and the messages of runs (restic documentation, "Scripting"; JSON output of 0.9 to 0.18).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readRestic(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'restic' } };
  const hosts = new Set<string>();
  for await (const { pointer, item } of elements(document, [])) {
    // With `--group-by` the snapshots lie in groups.
    const group = item && Array.isArray(item.snapshots) ? asArray(item.snapshots) : undefined;
    if (!group) {
      yield* item ? message(item, pointer, hosts) : [notAnObject(pointer)];
      continue;
    }
    for (const [index, element] of group.entries()) {
      const where = `${pointer}/snapshots/${index}`;
      const one = asObject(element);
      yield* one ? snapshot(one, where, hosts) : [notAnObject(where)];
    }
  }
}

function notAnObject(where: string): Reading {
  return { kind: 'problem', where, why: 'Expected an object.' };
}

function* snapshot(item: Members, pointer: string, hosts: Set<string>): Generator<Reading> {
  const at = asInstant(item.time);
  if (at === undefined) {
    yield { kind: 'problem', where: `${pointer}/time`, why: 'Expected the time of the snapshot.' };
    return;
  }
  const name = asString(item.hostname);
  const of: ResourceRef | undefined = name ? { type: 'host', keys: [hostKey(name)], name } : undefined;
  if (of && name && !hosts.has(name)) {
    hosts.add(name);
    yield { kind: 'resource', ...of };
  }
  yield* backup({
    of,
    at,
    outcome: 'success',
    reference: asString(item.short_id) ?? asString(item.id)?.slice(0, 8),
    note: 'restic snapshot',
  });
}

function* message(item: Members, pointer: string, hosts: Set<string>): Generator<Reading> {
  const type = asString(item.message_type);
  if (type === undefined) {
    if ('snapshots_count' in item) yield* stats(item);
    else yield* snapshot(item, pointer, hosts);
    return;
  }
  if (type === 'exit_error') {
    yield { kind: 'event', type: 'failed-run', aspect: 'backup', title: 'restic ended with an error' };
    return;
  }
  // Status, errors of single files and verbose lines come before the summary, which counts.
  if (type !== 'summary') return;
  if ('num_errors' in item || 'broken_packs' in item) {
    const sound = (asNumber(item.num_errors) ?? 0) === 0 && asArray(item.broken_packs).length === 0;
    yield* backup({ at: undefined, outcome: sound ? 'success' : 'failure', note: 'restic check' });
  } else if ('files_restored' in item || 'bytes_restored' in item) {
    const restored = asNumber(item.files_restored) ?? asNumber(item.bytes_restored) ?? 0;
    if (restored > 0) {
      yield* backup({ at: undefined, outcome: 'success', restored: true, note: 'restic restore' });
    } else {
      yield { kind: 'problem', where: pointer, why: 'Nothing was restored, which shows nothing.' };
    }
  } else if (item.dry_run !== true) {
    yield* backup({
      at: asInstant(item.backup_end) ?? asInstant(item.backup_start),
      outcome: 'success',
      reference: asString(item.snapshot_id)?.slice(0, 8),
      note: 'restic backup',
    });
  }
}

/** Numbers about a repository: they say that something is kept, not when it was put there. */
function* stats(item: Members): Generator<Reading> {
  const count = asNumber(item.snapshots_count) ?? 0;
  if (count === 0) return;
  yield {
    kind: 'practice',
    aspect: 'backup',
    output: 'test',
    declared: true,
    note: `A restic repository keeps ${count} ${count === 1 ? 'snapshot' : 'snapshots'}`,
  };
}
