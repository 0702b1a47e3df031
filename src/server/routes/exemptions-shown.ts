import type { z } from 'zod';
import { formatInstant, type Instant } from '../../records/instant.ts';
import type { ExemptionRequestRow } from '../../store/planning.ts';
import type { ExemptionRow } from '../../store/rows.ts';
import type { Reader } from '../../store/store.ts';
import type { Access, Caller } from '../access/caller.ts';
import type { Exemption } from '../api/exemptions.ts';

type Shown = z.output<typeof Exemption>;

/** Whether the caller is who asked. */
export function isOwnRequest({ asker }: Pick<ExemptionRequestRow, 'asker'>, caller: Caller): boolean {
  return caller.kind !== 'nobody' && caller.actor.id === asker;
}

/** Exemptions as they stand, what waits for a decision first, then by when they end. */
export async function shownExemptions(
  reader: Reader,
  caller: Caller,
  { abilities }: Access,
  now: Instant,
): Promise<Shown[]> {
  const names = new Map((await reader.systems()).map(({ id, name }) => [id, name]));
  const granted = new Map((await reader.exemptions()).map((row) => [row.id, row]));
  const asked = new Map((await reader.exemptionRequests()).map((row) => [row.id, row]));
  const administers = abilities.includes('administer');
  const rows = [...new Set([...asked.keys(), ...granted.keys()])].flatMap((id): Shown[] => {
    const [request, exemption] = [asked.get(id), granted.get(id)];
    const about = exemption ?? request;
    if (!about) return [];
    const state = stateOf(request, exemption, now);
    const own = request !== undefined && isOwnRequest(request, caller);
    return [
      {
        id,
        system: about.system,
        systemName: names.get(about.system) ?? about.system,
        aspect: about.aspect,
        reason: about.reason,
        state,
        asked: request ? { at: formatInstant(request.asked), by: request.by } : null,
        decided: decisionOf(request, exemption),
        alone: request?.state === 'approved' && request.decider === request.asker,
        from: exemption ? formatInstant(exemption.from) : null,
        until: formatInstant(about.until),
        may: {
          decide: administers && state === 'pending' && (!own || caller.kind === 'alone'),
          withdraw: abilities.includes('contribute') && state === 'pending' && own,
          end: administers && state === 'active',
        },
      },
    ];
  });
  const place = (row: Shown) => ORDER.indexOf(row.state);
  return rows.sort(
    (a, b) => place(a) - place(b) || a.until.localeCompare(b.until) || a.id.localeCompare(b.id),
  );
}

const ORDER: readonly Shown['state'][] = ['pending', 'active', 'ended', 'declined', 'withdrawn'];

function stateOf(
  request: ExemptionRequestRow | undefined,
  exemption: ExemptionRow | undefined,
  now: Instant,
): Shown['state'] {
  if (exemption) return exemption.until > now ? 'active' : 'ended';
  if (request?.state === 'pending') return 'pending';
  return request?.state === 'withdrawn' ? 'withdrawn' : 'declined';
}

function decisionOf(request: ExemptionRequestRow | undefined, exemption: ExemptionRow | undefined) {
  if (request?.decided !== undefined && request.decidedBy !== undefined)
    return { at: formatInstant(request.decided), by: request.decidedBy, answer: request.answer };
  if (request || !exemption) return null;
  return { at: formatInstant(exemption.learned), by: exemption.approver, answer: '' };
}
