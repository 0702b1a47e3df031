import type { QueryClient } from '@tanstack/react-query';
import type { MomentSearch } from '../root-route.tsx';
import { instantOf } from '../time/day.ts';
import { organizationQuery } from './organization.ts';

/** The moment of the address bar as the API's query parameters; days are days of the organization's time zone. */
export async function momentParameters(client: QueryClient, { at, known }: MomentSearch) {
  if (at === undefined && known === undefined) return { at: undefined, known: undefined };
  const { timeZone } = await client.ensureQueryData(organizationQuery);
  return { at: instantOf(at, timeZone), known: instantOf(known, timeZone) };
}
