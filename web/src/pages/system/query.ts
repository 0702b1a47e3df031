import { queryOptions } from '@tanstack/react-query';
import type { ContactsAnswer, SystemAnswer } from '../../../../src/server/api.ts';
import { momentParameters } from '../../api/moment-query.ts';
import { address, request } from '../../api/request.ts';
import type { MomentSearch } from '../../root-route.tsx';

/** One system at a moment. Another day of the same system leaves the one before on show until it is there. */
export function systemQuery(system: string, moment: MomentSearch) {
  return queryOptions<SystemAnswer>({
    queryKey: ['system', system, moment.at, moment.known],
    queryFn: async ({ client, signal }) =>
      request<SystemAnswer>(
        address(`/systems/${encodeURIComponent(system)}`, await momentParameters(client, moment)),
        { signal },
      ),
    placeholderData: (previous) => (previous?.system.id === system ? previous : undefined),
  });
}

/** Who answers for a system. */
export function contactsQuery(system: string) {
  return queryOptions({
    queryKey: ['contacts', system],
    queryFn: ({ signal }) =>
      request<ContactsAnswer>(address(`/systems/${encodeURIComponent(system)}/contacts`), { signal }),
  });
}
