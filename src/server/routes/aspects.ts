import { z } from 'zod';
import { buildScorecard } from '../../outputs/scorecard/build.ts';
import { ofSystems } from '../../outputs/scorecard/facts.ts';
import { findAspect } from '../../outputs/scorecard/find.ts';
import type { Histories } from '../../outputs/scorecard/histories.ts';
import { practicesOf } from '../../outputs/scorecard/kept.ts';
import { type MapRow, mapRows } from '../../outputs/scorecard/map.ts';
import { formatInstant } from '../../records/instant.ts';
import type { AspectId } from '../../records/words.ts';
import { decode, encode } from '../../store/shared/page.ts';
import { sees } from '../access/caller.ts';
import { AspectEvidence, AspectSystems, AspectSystemsQuery } from '../api/overview.ts';
import type { Shared } from '../app.ts';
import type { Declare } from '../operation.ts';
import { InstantsQuery, pageOf } from '../query.ts';

const AspectParams = z.object({ aspect: z.string().min(1) });
const AspectEvidenceQuery = InstantsQuery.pick({ known: true });

/** What is told of lately, at most. */
const LATEST = 20;

/** One aspect of the model over all systems. */
export function aspectRoutes(declare: Declare, { store, now, scorecards }: Shared): void {
  const tag = 'Scores';

  declare(
    {
      id: 'listAspectSystems',
      method: 'GET',
      path: '/aspects/:aspect/systems',
      tag,
      summary: 'Where every system stands in an aspect, the lowest first, with its next step.',
      policy: { may: 'read', scoped: true },
      params: AspectParams,
      query: AspectSystemsQuery,
      answer: AspectSystems,
    },
    async ({ organization, access, params, query, model }) => {
      const aspect = findAspect(model, params.aspect);
      const all = await scorecards.histories(organization.id, query.known);
      const histories = ofSystems(all, (id) => sees(access.reach, id));
      const at = query.at ?? now();
      const place = model.aspects.findIndex(({ id }) => id === aspect.id);
      const ladder = mapRows(histories, model, at)
        .rows.map((row) => rungOf(row, place))
        .sort(inOrder);
      const [rank, name, id] = decode(pageOf(query), ['number', 'string', 'string']) ?? [];
      const after = { rank: Number(rank), name: String(name), id: String(id) };
      const rest = id === undefined ? ladder : ladder.filter((rung) => inOrder(rung, after) > 0);
      const page = rest.slice(0, query.limit);
      const last = page[page.length - 1];
      const wanted = new Set(page.map(({ id }) => id));
      // Steps are derived for those of the page only.
      const card = buildScorecard(
        ofSystems(histories, (id) => wanted.has(id)),
        model,
        { at, known: query.known ?? now() },
      );
      const systems = new Map(card.systems.map((system) => [system.id, system]));
      return {
        rows: page.flatMap(({ id }) => {
          const system = systems.get(id);
          const here = system?.aspects[place];
          if (!system || !here) return [];
          const { name, team } = system;
          const { level, exempt, lapses, coverage, next } = here;
          return [{ system: id, name, team, level, exempt, lapses, coverage, next }];
        }),
        next: last && rest.length > page.length ? encode([last.rank, last.name, last.id]) : null,
      };
    },
  );

  declare(
    {
      id: 'listAspectEvidence',
      method: 'GET',
      path: '/aspects/:aspect/evidence',
      tag,
      summary: 'What came in lately for an aspect, of all systems, newest first.',
      policy: { may: 'read', scoped: true },
      params: AspectParams,
      query: AspectEvidenceQuery,
      answer: AspectEvidence,
    },
    async ({ organization, access, params, query, model }) => {
      const aspect = findAspect(model, params.aspect);
      const histories = await scorecards.histories(organization.id, query.known);
      const latest = latestOf(histories, aspect.id, (system) => sees(access.reach, system));
      if (latest.size === 0) return { rows: [] };
      const { rows } = await store.reader(organization.id).evidence(
        {
          system: [...latest.keys()],
          aspect: aspect.id,
          ...(query.known !== undefined && { known: query.known }),
        },
        { limit: LATEST },
      );
      return {
        rows: rows.map((row) => ({
          system: row.system ?? '',
          name: latest.get(row.system ?? '') ?? '',
          document: row.document,
          documentName: row.documentName,
          adapter: row.adapter,
          output: row.output,
          automation: row.automation,
          declared: row.declared,
          at: formatInstant(row.at),
        })),
      };
    },
  );
}

/** Names by id of the systems with the latest practices of an aspect: the latest evidence is of these. */
function latestOf(
  histories: Histories,
  aspect: AspectId,
  seen: (system: string) => boolean,
): Map<string, string> {
  const latest = histories.systems
    .flatMap(({ id, name }) => {
      const kept = histories.kept.get(id);
      const { length, at } = kept && seen(id) ? practicesOf(kept, aspect) : { length: 0, at: [] };
      return length === 0 ? [] : [{ id, name, at: at[length - 1] ?? 0 }];
    })
    .sort((a, b) => b.at - a.at)
    .slice(0, LATEST);
  return new Map(latest.map(({ id, name }) => [id, name]));
}

/** The place of a system in the order of an aspect: exempt ones last, then by level and name. */
interface Rung {
  rank: number;
  name: string;
  id: string;
}

function rungOf({ id, name, levels }: MapRow, place: number): Rung {
  return { rank: levels[place] || 9, name, id };
}

function inOrder(a: Rung, b: Rung): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}
