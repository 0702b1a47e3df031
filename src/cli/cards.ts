import type { Model } from '../model/model.ts';
import type { Scorecard } from '../outputs/scorecard/scorecard.ts';
import type { Instant } from '../records/instant.ts';
import type { Context } from './context.ts';
import { type ServerOptions, type StoreOptions, serverOf } from './options.ts';

/** Scorecards of an organization, from a store or a server. */
export interface Cards {
  /** As of an instant, as known at another. */
  at(at: Instant, known: Instant): Promise<Scorecard>;
  model: Model;
  /** Whether it is the example organization of this machine. */
  example: boolean;
}

/**
 * Works with the scorecards of the server that the options name, else of the store.
 * @throws Refusal `unauthenticated`, `forbidden`, `unreachable`, `busy`, `usage`
 */
export async function withCards(
  options: StoreOptions & ServerOptions & { model?: string },
  context: Context,
  work: (cards: Cards) => Promise<void>,
): Promise<void> {
  const { sessionModel, withSession } = await import('./session.ts');
  const server = serverOf(options, context);
  if (server !== undefined) {
    const { remoteCards } = await import('./remote/cards.ts');
    const model = await sessionModel(options.model, context);
    return work({ at: await remoteCards(server, options, context), model, example: false });
  }
  const { scorecard } = await import('../outputs/scorecard/build.ts');
  return withSession(options, context, ({ store, organization, model }) =>
    work({
      at: (at, known) => scorecard(store.reader(organization.id), model, { at, known }),
      model,
      example: organization.example,
    }),
  );
}
