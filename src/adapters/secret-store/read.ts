import type { Document } from '../../formats/document.ts';
import { DAY } from '../../records/instant.ts';
import type { Reading, Result } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { listed } from '../shared/listing.ts';
import { productOf } from '../shared/products.ts';
import type { Kept } from './store.ts';
import { STORES } from './stores.ts';

/**
 * Secrets that a store keeps: that they exist, how old they are, and whether they are changed. No store lists
 * values, and none is read.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readSecretStore(document: Document): AsyncGenerator<Reading> {
  const known = productOf(document.head, STORES);
  // Without a known row it is an AWS answer with an empty list.
  yield { kind: 'envelope', tool: { name: known?.product.tool ?? 'AWS Secrets Manager' } };
  if (!known) {
    for await (const { pointer } of listed(document, ['/SecretList/*', '/data/SecretList/*']))
      yield { kind: 'problem', where: pointer, why: 'Expected a secret with its ARN.' };
    return;
  }
  const accounts = accountsOnce();
  const described = new Set<string>();
  for await (const { pointer, item } of listed(document, [known.pattern])) {
    const kept = item && known.product.read(item);
    if (!kept) {
      yield { kind: 'problem', where: pointer, why: 'Expected a secret with its name or id.' };
      continue;
    }
    yield* accounts(kept.secret.account);
    const id = kept.secret.keys.join(' ');
    if (!described.has(id)) {
      described.add(id);
      yield kept.secret;
    }
    yield* shown(kept);
  }
}

function* shown({ secret, ...kept }: Kept): Generator<Reading> {
  const subject = { type: secret.type, keys: secret.keys, ...(secret.name && { name: secret.name }) };
  function tested(id: string, title: string, passes: boolean, severity: Severity): Result {
    const status = passes ? 'pass' : 'fail';
    return { kind: 'result', aspect: 'secrets', rule: { id, title }, status, severity, resource: subject };
  }
  if (kept.rotates !== undefined)
    yield tested('secret-rotation-enabled', 'The store rotates the secret', kept.rotates, 'medium');
  if (kept.expires !== undefined)
    yield tested('secret-expires', 'The secret has an end', kept.expires, 'low');
  const last = Math.max(kept.rotated ?? 0, kept.changed ?? 0);
  if (kept.used !== undefined && last > 0 && kept.used >= last) {
    const fresh = kept.used - last <= 365 * DAY;
    const title = 'No value was used that is older than 365 days';
    yield { ...tested('secret-rotated-within-365-days', title, fresh, 'medium'), at: kept.used };
  }
  const at = kept.rotated ?? kept.versionSet;
  if (at === undefined) return;
  yield {
    kind: 'practice',
    aspect: 'secrets',
    output: 'test',
    at,
    ...(kept.rotated !== undefined && kept.rotates && { automation: 'full' as const }),
    subject,
    note: kept.rotated === undefined ? 'a version of the secret was set' : 'the secret was rotated',
  };
}
