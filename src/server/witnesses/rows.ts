import { basename } from 'node:path';
import type { z } from 'zod';
import { COSIGNATURE, readVerifierKey } from '../../ledger/note-keys.ts';
import type { AllowList } from '../../outbound/address.ts';
import { gitTarget } from '../../outbound/git-target.ts';
import { target } from '../../outbound/target.ts';
import { witnessState } from '../../outputs/proof/witnesses.ts';
import { formatInstant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import type { WitnessRow } from '../../store/planning.ts';
import { newId } from '../access/secret.ts';
import type { NewWitness, Witness } from '../api/proof.ts';
import { subscriptionSecrets } from '../sending/deliver.ts';

/**
 * A witness as it was named.
 * @param own whether whoever names it runs this machine: see `gitTarget`
 * @throws Refusal usage, malformed
 */
export function newWitness(
  { name, kind, target: to, key }: z.output<typeof NewWitness>,
  { allow, own, at }: { allow: AllowList; own: boolean; at: number },
): WitnessRow {
  if (kind === 'git') gitTarget(to, allow, own);
  else target(to, allow);
  if (key !== null && readVerifierKey(key).type !== COSIGNATURE)
    throw new Refusal(
      'usage',
      'That is the key of a log, and no witness’s.',
      { field: 'key' },
      'Its owner shows the right one with: assay witness key',
    );
  return { id: newId(), name, kind, target: to, verifier: key ?? undefined, created: at, state: undefined };
}

/** A witness as people see it: the rest of its address may be a secret. */
export function shownWitness(row: WitnessRow): z.output<typeof Witness> {
  const state = witnessState(row);
  const { id, name, kind, verifier, created } = row;
  const seen = state?.seen;
  const problem = state?.problem;
  return {
    id,
    name,
    kind,
    where: URL.canParse(row.target) ? new URL(row.target).host || basename(row.target) : basename(row.target),
    key: verifier ?? null,
    created: formatInstant(created),
    tried: state ? formatInstant(state.tried) : null,
    seen: seen ? { at: formatInstant(seen.at), size: seen.size, answer: seen.answer } : null,
    problem: problem ? { ...problem, since: formatInstant(problem.since) } : null,
  };
}

/** What deliveries to a webhook are signed with; null where there are none. */
export function witnessSecret(key: Buffer, organization: string, { id, kind }: WitnessRow): string | null {
  if (kind !== 'webhook') return null;
  return subscriptionSecrets(key, organization, { id, secret: 1, rotated: undefined })[0]?.secret ?? null;
}
