import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asInstant, asObject, asString, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { listed } from '../shared/listing.ts';
import { entries, logDays, logSource } from '../shared/log-days.ts';
import { objectsOf } from '../shared/products.ts';
import { answerIn, kindOf } from './answer.ts';
import { asked } from './audit.ts';
import { activity, entity } from './clients.ts';
import { holdsSecrets, mount } from './mount.ts';

const OTHER = /^[a-z]+-(request|response)$/;
/** Requests whose response may still come. */
const WAITING = 1_000;

/**
 * The audit log, lists of mounts, counts of clients, or entities of Vault and OpenBao. No value of a secret is
 * in them but as a keyed hash, and that is not read.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readVault(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Vault' } };
  const root = document.head.json;
  const lines = Array.isArray(root) ? objectsOf(root) : [asObject(root)];
  if (Array.isArray(root) || lines.some((line) => line && 'request' in line)) {
    yield* readAudit(document, Array.isArray(root) ? '/*' : '');
    return;
  }
  const answer = answerIn(root);
  const kind = answer && kindOf(answer);
  const below = answer === root ? '' : '/data';
  if (kind === 'mounts') yield* readMounts(document, below);
  else if (kind === 'entities') yield* readEntities(document, `${below}/key_info/*`);
  else {
    for await (const { value } of streamJson(document, [below])) {
      const whole = asObject(value) ?? {};
      if (kind === 'activity') yield* activity(whole);
      else yield* one(whole);
    }
  }
}

/** Each request counts once: by its response, or by itself where no response came. */
async function* readAudit(document: Document, pattern: string): AsyncGenerator<Reading> {
  const arrived = logDays();
  const used = logDays();
  let named = false;
  const waiting = new Map<string, Reading>();
  for await (const { pointer, item } of listed(document, [pattern])) {
    // Other protocols (KMIP) are logged as types of their own: that they arrive is all that is read.
    const other = item && OTHER.test(asString(item.type) ?? '') ? asInstant(item.time) : undefined;
    if (other !== undefined) {
      arrived.hear(other);
      continue;
    }
    const entry = item && asked(item);
    if (!entry) {
      yield { kind: 'problem', where: pointer, why: 'Expected a request with its time and operation.' };
      continue;
    }
    if (!named) yield logSource('vault-audit', 'Vault audit log');
    named = true;
    arrived.hear(entry.at);
    if (entry.isResponse && entry.usedSecrets) used.hear(entry.at);
    if (entry.isResponse || entry.id === undefined) {
      if (entry.id !== undefined) waiting.delete(entry.id);
      yield entry.event;
      continue;
    }
    waiting.set(entry.id, entry.event);
    const [oldest] = waiting;
    if (waiting.size <= WAITING || !oldest) continue;
    waiting.delete(oldest[0]);
    yield oldest[1];
  }
  yield* waiting.values();
  yield* arrived.practices('telemetry', (count) => `Vault audit log: ${entries(count)}`);
  yield* used.practices(
    'secrets',
    (count) => `Vault served ${count} ${count === 1 ? 'request' : 'requests'} for secrets`,
  );
}

/** `vault auth list` and `vault secrets list`: what is set up, not that it is used. */
async function* readMounts(document: Document, below: string): AsyncGenerator<Reading> {
  let engines = 0;
  let ways = 0;
  for await (const { pointer, item } of listed(document, [`${below}/*`])) {
    const path = (pointer.split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
    if (!path.endsWith('/')) continue;
    if (!item || !asString(item.type)) {
      yield { kind: 'problem', where: pointer, why: 'Expected a mount with its type.' };
      continue;
    }
    yield* mount(path, item);
    if (holdsSecrets(item)) engines += 1;
    else if ((asString(item.accessor) ?? '').startsWith('auth_') && item.type !== 'token') ways += 1;
  }
  if (engines > 0) {
    const note = `Vault has ${engines} ${engines === 1 ? 'engine' : 'engines'} of secrets`;
    yield { kind: 'practice', aspect: 'secrets', output: 'test', declared: true, note };
  }
  if (ways > 0) {
    const note = `Vault has ${ways} ${ways === 1 ? 'way' : 'ways'} in besides tokens`;
    yield { kind: 'practice', aspect: 'access', output: 'test', declared: true, note };
  }
}

async function* readEntities(document: Document, pattern: string): AsyncGenerator<Reading> {
  let count = 0;
  for await (const { pointer, item } of listed(document, [pattern])) {
    const identity = item && entity(pointer.split('/').at(-1) ?? '', item);
    if (identity) count += 1;
    yield identity ?? { kind: 'problem', where: pointer, why: 'Expected an entity with its name.' };
  }
  if (count === 0) return;
  const note = `Vault listed ${count} ${count === 1 ? 'entity' : 'entities'}`;
  yield { kind: 'practice', aspect: 'access', output: 'test', note };
}

function* one(whole: Members): Generator<Reading> {
  const id = asString(whole.id);
  const identity = id ? entity(id, whole) : undefined;
  yield identity ?? { kind: 'problem', where: '', why: 'Expected an entity with its id and name.' };
}
