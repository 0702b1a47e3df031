import { Refusal } from '../../records/refusal.ts';

/** The refusal of a write to an organization that nobody made. */
export function noOrganization(): Refusal {
  return new Refusal('not-found', 'There is no such organization.', {}, 'See: assay systems');
}
