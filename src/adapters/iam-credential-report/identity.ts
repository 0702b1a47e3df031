import { asBoolean, asInstant } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { arnKey, identityKey, type Key } from '../../records/key.ts';
import type { Identity } from '../../records/record.ts';
import { accountOfArn, parseArn } from '../shared/arn.ts';

/** Credentials that a user can have: the column that says whether it is active, and since when it is as it is. */
const CREDENTIALS = [
  ['password_enabled', 'password_last_changed'],
  ['access_key_1_active', 'access_key_1_last_rotated'],
  ['access_key_2_active', 'access_key_2_last_rotated'],
  ['cert_1_active', 'cert_1_last_rotated'],
  ['cert_2_active', 'cert_2_last_rotated'],
] as const;
const USED = ['password_last_used', 'access_key_1_last_used_date', 'access_key_2_last_used_date'];

/** One row: a user, or the root user. Undefined where it names nobody. */
export function identity(row: Readonly<Record<string, string>>): Identity | undefined {
  const name = row.user;
  const arn = row.arn;
  if (!name || !arn || !parseArn(arn)) return undefined;
  const root = name === '<root_account>';
  const active = CREDENTIALS.filter(([column]) => asBoolean(row[column]) === true);
  const password = asBoolean(row.password_enabled) === true;
  const mfa = asBoolean(row.mfa_active);
  const account = accountOfArn(arn);
  const created = asInstant(row.user_creation_time);
  const lastUsed = instants(row, USED).at(-1);
  const credentialChanged = instants(
    row,
    active.map(([, column]) => column),
  )[0];
  return {
    kind: 'identity',
    keys: keysOf(name, arn),
    name,
    // Whoever signs in to the console is a person; a user that has nothing but keys is a program.
    type: root || password || active.length === 0 ? 'person' : 'machine',
    central: false,
    // The root user can always sign in: its password is `not_supported` in the report.
    active: root || active.length > 0,
    ...(root && { admin: true }),
    ...(mfa !== undefined && { mfa }),
    ...(account && { account }),
    ...(created !== undefined && { created }),
    ...(lastUsed !== undefined && { lastUsed }),
    ...(credentialChanged !== undefined && { credentialChanged }),
  };
}

/** A name is unique in its account only, unless it is an e-mail address. */
function keysOf(name: string, arn: string): Key[] {
  return name.includes('@') ? [arnKey(arn), identityKey(name)] : [arnKey(arn)];
}

/** The times in these columns, earliest first; `N/A`, `no_information` and `not_supported` are none. */
function instants(row: Readonly<Record<string, string>>, columns: readonly string[]): Instant[] {
  const found = columns.map((column) => asInstant(row[column]));
  return found.filter((at) => at !== undefined).sort((a, b) => a - b);
}
