import type { Scorecard } from '../../outputs/scorecard/scorecard.ts';
import { formatInstant, type Instant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Context } from '../context.ts';
import { asking, parsed, refusalOf } from './ask.ts';

/**
 * Scorecards of a server.
 * @throws Refusal `unauthenticated`, `forbidden`, `unreachable`, `busy`, `usage`
 */
export async function remoteCards(
  address: string,
  { audience, organization }: { audience?: string; organization?: string },
  context: Context,
): Promise<(at: Instant, known: Instant) => Promise<Scorecard>> {
  const { Portfolio } = await import('../../server/api/scores.ts');
  const { ask, origin } = await asking(address, audience, 'read', context);
  return async (at, known) => {
    const query = new URLSearchParams({ at: formatInstant(at), known: formatInstant(known) });
    if (organization !== undefined) query.set('organization', organization);
    const answer = await ask({ method: 'GET', path: `/api/v1/portfolio?${query}` });
    if (answer.status !== 200) throw refusalOf(answer);
    const card = Portfolio.safeParse(parsed(answer.body));
    // The same form, which the schema was written for; optional fields are typed more loosely there.
    if (card.success) return card.data as Scorecard;
    throw new Refusal(
      'unreachable',
      `${origin} answers in a form that is not known here.`,
      {},
      'Use the same version of Assay on both sides.',
    );
  };
}
