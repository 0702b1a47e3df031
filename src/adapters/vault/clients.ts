import {
  asArray,
  asBoolean,
  asInstant,
  asInteger,
  asObject,
  asString,
  type Members,
} from '../../formats/schema.ts';
import { identityKey, otherKey } from '../../records/key.ts';
import type { Identity, Reading } from '../../records/record.ts';
import { objectsOf } from '../shared/products.ts';

/** Ways in that ask the central directory. */
const CENTRAL = /^(ldap|oidc|okta|saml|kerberos|github)$/;
/** Ways in of machines. */
const MACHINE = /^(approle|kubernetes|aws|gcp|azure|cert|cf|alicloud|oci|jwt|token)$/;

/**
 * How many clients used secrets, by month (`sys/internal/counters/activity`). A month is known by its first
 * instant, so its practice is dated there, as the earliest that it can be.
 */
export function* activity(answer: Members): Generator<Reading> {
  let months = 0;
  for (const [index, element] of asArray(answer.months).entries()) {
    const month = asObject(element);
    const at = asInstant(month?.timestamp);
    if (!month || at === undefined) {
      yield { kind: 'problem', where: `/months/${index}`, why: 'Expected a month with its time.' };
      continue;
    }
    months += 1;
    yield* used(clientsOf(asObject(month.counts)), at);
  }
  if (months === 0) yield* used(clientsOf(asObject(answer.total)), asInstant(answer.start_time));
}

function clientsOf(counts: Members | undefined): number {
  return asInteger(counts?.clients) ?? asInteger(counts?.distinct_entities) ?? 0;
}

function* used(clients: number, at: number | undefined): Generator<Reading> {
  if (clients === 0 || at === undefined) return;
  const note = `${clients} ${clients === 1 ? 'client' : 'clients'} used Vault`;
  yield { kind: 'practice', aspect: 'secrets', output: 'test', at, note };
}

/** An entity: whoever signs in to Vault, with the names by which ways in know them. */
export function entity(id: string, value: Members): Identity | undefined {
  const name = asString(value.name);
  if (!name) return undefined;
  const aliases = objectsOf(value.aliases);
  const kinds = aliases.map((alias) => asString(alias.mount_type) ?? '');
  const names = aliases.flatMap((alias) => asString(alias.name) ?? []).filter((alias) => alias.includes('@'));
  const created = asInstant(value.creation_time);
  return {
    kind: 'identity',
    keys: [otherKey('vault-entity', id), ...new Set(names.map(identityKey))],
    name,
    type: kinds.length > 0 && kinds.every((kind) => MACHINE.test(kind)) ? 'machine' : 'person',
    central: kinds.some((kind) => CENTRAL.test(kind)),
    active: asBoolean(value.disabled) !== true,
    ...(created !== undefined && { created }),
  };
}
