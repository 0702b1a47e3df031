import { z } from 'zod';
import { doubtsAbout } from '../../outputs/doubts/doubts.ts';
import { buildScorecard, buildScorecardInTurns } from '../../outputs/scorecard/build.ts';
import { findAspect, findSystem } from '../../outputs/scorecard/find.ts';
import { timelinesOf } from '../../outputs/scorecard/timelines.ts';
import type { SystemRow } from '../../store/rows.ts';
import { type Reach, sees } from '../access/caller.ts';
import { Doubts, EvidencePage, Portfolio, SystemPage } from '../api/scores.ts';
import type { Shared } from '../app.ts';
import type { Declare } from '../operation.ts';
import { EvidenceQuery, InstantsQuery, pageOf } from '../query.ts';
import { shownEvidence } from '../shown-evidence.ts';

const SystemParams = z.object({ system: z.string().min(1) });
const AspectParams = SystemParams.extend({ aspect: z.string().min(1) });

/** Where systems stand, and what each level rests on. */
export function portfolioRoutes(declare: Declare, { store, now, scorecards }: Shared): void {
  const tag = 'Scores';

  declare(
    {
      id: 'getPortfolio',
      method: 'GET',
      path: '/portfolio',
      tag,
      summary: 'Every system’s levels and score, at any moment.',
      policy: { may: 'read', scoped: true },
      query: InstantsQuery,
      answer: Portfolio,
    },
    async ({ organization, access, query, model }) => {
      const histories = await scorecards.histories(organization.id, query.known);
      const question = { at: query.at ?? now(), known: query.known ?? now() };
      const card = await buildScorecardInTurns(histories, model, question);
      return {
        ...card,
        systems: card.systems.filter(({ id }) => sees(access.reach, id)),
        focus: card.focus.filter(({ system }) => sees(access.reach, system)),
      };
    },
  );

  declare(
    {
      id: 'getSystem',
      method: 'GET',
      path: '/systems/:system',
      tag,
      summary: 'One system: its levels with reasons, their history, and its open findings.',
      policy: { may: 'read', scoped: true },
      params: SystemParams,
      query: InstantsQuery,
      answer: SystemPage,
    },
    async ({ organization, access, params, query, model }) => {
      const histories = await scorecards.histories(organization.id, query.known);
      const { id } = seen(access.reach, histories.systems, params.system);
      const at = query.at ?? now();
      const card = buildScorecard(histories, model, { at, known: query.known ?? now(), system: id });
      const [system] = card.systems;
      if (!system) throw new Error('a system that was found has no scorecard');
      const counts = await store.reader(organization.id).findingCounts([id]);
      return {
        at: card.at,
        known: card.known,
        model: card.model,
        system,
        timelines: timelinesOf(histories, model, id, at),
        findings: counts.flatMap(({ system: owner, aspect, severity, count }) =>
          owner === id ? [{ aspect, severity, count }] : [],
        ),
      };
    },
  );

  declare(
    {
      id: 'listDoubts',
      method: 'GET',
      path: '/systems/:system/aspects/:aspect/doubts',
      tag,
      summary: 'What the evidence of a level leaves open, the gravest first.',
      policy: { may: 'read', scoped: true },
      params: AspectParams,
      query: InstantsQuery,
      answer: Doubts,
    },
    async ({ organization, access, params, query, model }) => {
      const histories = await scorecards.histories(organization.id, query.known);
      const { id } = seen(access.reach, histories.systems, params.system);
      const aspect = findAspect(model, params.aspect);
      const question = { system: id, aspect, at: query.at ?? now(), known: query.known ?? now() };
      return { rows: await doubtsAbout(store.reader(organization.id), histories, model, question) };
    },
  );

  declare(
    {
      id: 'listEvidence',
      method: 'GET',
      path: '/systems/:system/aspects/:aspect/evidence',
      tag,
      summary: 'What the level of one aspect of a system rests on, newest first.',
      policy: { may: 'read', scoped: true },
      params: AspectParams,
      query: EvidenceQuery,
      answer: EvidencePage,
    },
    async ({ organization, access, params, query, model }) => {
      const reader = store.reader(organization.id);
      const system = seen(access.reach, await reader.systems(), params.system);
      const aspect = findAspect(model, params.aspect);
      const filter = {
        system: system.id,
        aspect: aspect.id,
        ...(query.known !== undefined && { known: query.known }),
      };
      const page = await reader.evidence(filter, pageOf(query));
      return {
        rows: page.rows.map(shownEvidence),
        next: page.next ?? null,
      };
    },
  );
}

/** The system of that name among those that the caller may see: others are as if they were not there. */
function seen(reach: Reach, systems: readonly SystemRow[], name: string): SystemRow {
  return findSystem(
    systems.filter(({ id }) => sees(reach, id)),
    name,
  );
}
