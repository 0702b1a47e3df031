import type { NewPlanBody } from '../../../../src/server/api.ts';
import { LEVEL_NUMBERS } from '../../components/level.tsx';
import { instantOf } from '../../time/day.ts';

/** What the fields of a plan say; a day means its end in the organization's time zone. */
export function planOf(
  data: FormData,
  zone: string,
): Pick<NewPlanBody, 'target' | 'response' | 'owner' | 'due' | 'note'> {
  const said = (name: string) => String(data.get(name) ?? '').trim();
  const target = LEVEL_NUMBERS.find((level) => String(level) === said('target')) ?? 5;
  return {
    target,
    // The select offers nothing else; the server refuses what is none.
    response: said('response') as NewPlanBody['response'],
    owner: said('owner'),
    due: instantOf(said('due') || undefined, zone) ?? null,
    note: said('note'),
  };
}
