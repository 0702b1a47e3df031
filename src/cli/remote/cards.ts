import type { Scorecard } from '../../outputs/scorecard/scorecard.ts';
import type { Instant } from '../../records/instant.ts';
import type { Context } from '../context.ts';
import { remoteReader } from './read.ts';

/**
 * Scorecards of a server.
 * @throws Refusal `unauthenticated`, `forbidden`, `unreachable`, `busy`, `usage`
 */
export async function remoteCards(
  address: string,
  options: { audience?: string; organization?: string },
  context: Context,
): Promise<(at: Instant, known: Instant) => Promise<Scorecard>> {
  const { Portfolio } = await import('../../server/api/scores.ts');
  const { read } = await remoteReader(address, options, context);
  // The same form, which the schema was written for; optional fields are typed more loosely there.
  return async (at, known) => (await read('/portfolio', { at, known }, Portfolio)) as Scorecard;
}
