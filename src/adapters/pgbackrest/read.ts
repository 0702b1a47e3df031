import type { Document } from '../../formats/document.ts';
import {
  asArray,
  asInstant,
  asInteger,
  asObject,
  asString,
  asText,
  type Members,
  member,
} from '../../formats/schema.ts';
import { otherKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { backup } from '../shared/backup.ts';
import { listed } from '../shared/listing.ts';

/** What the code of a stanza means (pgBackRest User Guide, "Information"; info.c). */
const BROKEN: ReadonlyMap<number, string> = new Map([
  [1, 'its folder is missing'],
  [2, 'it has no backup that is sound'],
  [3, 'its data is missing'],
  [4, 'its repositories differ'],
  [5, 'it belongs to another database'],
  [99, 'of another fault'],
]);

/**
 * Stanzas and their backups (pgBackRest Command Reference, `info`).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readPgbackrest(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'pgBackRest' } };
  for await (const { pointer, item } of listed(document, ['/*'])) {
    const name = asString(item?.name);
    if (!item || !name) {
      yield { kind: 'problem', where: pointer, why: 'Expected a stanza with its name.' };
      continue;
    }
    const systems = systemsOf(item, name);
    const current = [...systems.values()].at(-1) ?? cluster(name, undefined);
    for (const system of systems.values()) yield { kind: 'resource', ...system };
    const why = BROKEN.get(asInteger(member(item, 'status', 'code')) ?? 0);
    if (why) {
      yield {
        kind: 'event',
        type: 'failed-run',
        aspect: 'backup',
        title: `The stanza ${name} is not in order: ${why}`,
        resource: current,
      };
    }
    for (const [index, element] of asArray(item.backup).entries()) {
      const one = asObject(element);
      yield* taken(one, `${pointer}/backup/${index}`, systems.get(idOf(one?.database)) ?? current);
    }
  }
}

/** The database clusters of a stanza by id and repository: an upgrade gives it a new one, and the last is current. */
function systemsOf(item: Members, name: string): Map<string, ResourceRef> {
  const systems = new Map<string, ResourceRef>();
  for (const element of asArray(item.db)) {
    const own = asObject(element);
    systems.set(idOf(own), cluster(name, asText(own?.['system-id'])));
  }
  return systems;
}

function idOf(value: unknown): string {
  const own = asObject(value);
  return `${asText(own?.id) ?? ''}:${asText(own?.['repo-key']) ?? ''}`;
}

/** PostgreSQL gives each cluster an id of its own, while many stanzas are called `main`. */
function cluster(stanza: string, system: string | undefined): ResourceRef {
  const key = system ? otherKey('postgres', system) : otherKey('pgbackrest', stanza);
  return { type: 'database', keys: [key], name: stanza };
}

function* taken(item: Members | undefined, pointer: string, of: ResourceRef): Generator<Reading> {
  const times = asObject(item?.timestamp);
  const at = asInstant(times?.stop, 'seconds') ?? asInstant(times?.start, 'seconds');
  if (!item || at === undefined) {
    yield { kind: 'problem', where: `${pointer}/timestamp`, why: 'Expected the time of the backup.' };
    return;
  }
  yield* backup({
    of,
    at,
    outcome: item.error === true ? 'failure' : 'success',
    reference: asString(item.label),
    note: `pgBackRest ${asString(item.type) ?? ''} backup`.replace('  ', ' '),
  });
}
