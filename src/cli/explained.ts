import type { Aspect } from '../model/model.ts';
import type { Scorecard, SystemScore } from '../outputs/scorecard/scorecard.ts';
import type { Instant } from '../records/instant.ts';
import type { EvidenceAnswer } from '../server/api.ts';
import type { Context } from './context.ts';
import { type ServerOptions, type StoreOptions, serverOf } from './options.ts';

/** How much evidence is told; the API has all of it, page by page. */
const SHOWN = '20';

/** Why a level is what it is: from a store, or from a server. */
export interface Explained {
  card: Pick<Scorecard, 'at' | 'known' | 'model'>;
  system: SystemScore;
  aspect: Aspect;
  doubts: readonly { kind: string; words: string }[];
  /** Newest first. */
  evidence: EvidenceAnswer['rows'];
  /** There is more of it. */
  more: boolean;
}

interface Question {
  system: string;
  aspect: string;
  at: Instant;
  known: Instant;
}

/**
 * Asks the server that the options name, else the store.
 * @throws Refusal `usage`, `not-found`, `unauthenticated`, `forbidden`, `unreachable`, `busy`
 */
export async function withExplained(
  options: StoreOptions & ServerOptions & { model?: string },
  context: Context,
  question: Question,
  work: (explained: Explained) => void,
): Promise<void> {
  const server = serverOf(options, context);
  if (server !== undefined) return work(await explainedThere(server, options, context, question));
  const { withSession } = await import('./session.ts');
  const { doubtsAbout } = await import('../outputs/doubts/doubts.ts');
  const { buildScorecard } = await import('../outputs/scorecard/build.ts');
  const { findAspect, findSystem } = await import('../outputs/scorecard/find.ts');
  const { loadHistories } = await import('../outputs/scorecard/histories.ts');
  const { shownEvidence } = await import('../server/shown-evidence.ts');
  await withSession(options, context, async ({ store, organization, model }) => {
    const { at, known } = question;
    const reader = store.reader(organization.id);
    const { id } = findSystem(await reader.systems(), question.system);
    const aspect = findAspect(model, question.aspect);
    const histories = await loadHistories(reader, model, { known, system: id });
    const card = buildScorecard(histories, model, { at, known, system: id });
    const [system] = card.systems;
    if (!system) throw new Error('a system that was found has no scorecard');
    const page = await reader.evidence({ system: id, aspect: aspect.id, known }, { limit: Number(SHOWN) });
    work({
      card,
      system,
      aspect,
      doubts: await doubtsAbout(reader, histories, model, { system: id, aspect, at, known }),
      evidence: page.rows.map(shownEvidence),
      more: page.next !== undefined,
    });
  });
}

async function explainedThere(
  server: string,
  options: ServerOptions,
  context: Context,
  { system: name, aspect: word, at, known }: Question,
): Promise<Explained> {
  const { remoteReader } = await import('./remote/read.ts');
  const { findAspect } = await import('../outputs/scorecard/find.ts');
  const { Doubts, EvidencePage, SystemPage } = await import('../server/api/scores.ts');
  const { ModelAnswer } = await import('../server/api/model.ts');
  const { read } = await remoteReader(server, options, context);
  const aspect = findAspect(await read('/model', {}, ModelAnswer), word);
  const { system, ...card } = await read(`/systems/${encodeURIComponent(name)}`, { at, known }, SystemPage);
  const path = `/systems/${encodeURIComponent(system.id)}/aspects/${aspect.id}`;
  const doubts = await read(`${path}/doubts`, { at, known }, Doubts);
  const evidence = await read(`${path}/evidence`, { known, limit: SHOWN }, EvidencePage);
  // The schemas were written for these forms; optional fields are typed more loosely there.
  return {
    card,
    system: system as SystemScore,
    aspect: aspect as Aspect,
    doubts: doubts.rows,
    evidence: evidence.rows,
    more: evidence.next !== null,
  };
}
