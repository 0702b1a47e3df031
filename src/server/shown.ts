import type { FastifyRequest } from 'fastify';
import { EXAMPLE, OWN } from '../intake/organization.ts';
import { Refusal } from '../records/refusal.ts';
import type { OrganizationRow } from '../store/rows.ts';
import { accessTo, type Caller } from './access/caller.ts';
import type { Policy } from './access/policy.ts';
import type { Shared } from './app.ts';

/** The query parameter that names the organization, for those who have several. */
export const ORGANIZATION = 'organization';

/**
 * The organization that a request is about: the one it names; else the caller's own. What is only looked at may
 * also be the example, while one's own has no system yet. One that the caller has no part in is not found.
 */
export async function chosenOrganization(
  { store }: Shared,
  request: FastifyRequest,
  policy: Extract<Policy, { may: string }>,
): Promise<{ organization: OrganizationRow | undefined }> {
  const query: unknown = request.query;
  const wanted =
    typeof query === 'object' && query !== null && ORGANIZATION in query ? query[ORGANIZATION] : undefined;
  const known = await store.organizations();
  if (wanted !== undefined) return { organization: known.find(({ id }) => id === wanted) };
  const own = ownOf(request.caller, known);
  if (policy.may !== 'read' || request.caller.kind === 'machine') return { organization: own };
  const example = known.find(({ id }) => id === EXAMPLE);
  if (!own || !example) return { organization: own ?? example };
  return { organization: (await store.reader(own.id).systems()).length > 0 ? own : example };
}

/** The caller's organization where none is named: the installation's first one, else the first by id. */
function ownOf(caller: Caller, known: readonly OrganizationRow[]): OrganizationRow | undefined {
  const theirs = known.filter((row) => !row.example && accessTo(caller, row) !== undefined);
  return theirs.find(({ id }) => id === OWN) ?? theirs[0];
}

/** @throws Refusal `not-found` */
export function notFound(what: string, next = 'Check the address.'): Refusal {
  return new Refusal('not-found', `There is no such ${what}.`, {}, next);
}
