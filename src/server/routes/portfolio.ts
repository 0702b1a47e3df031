import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { buildScorecard } from '../../outputs/scorecard/build.ts';
import { findAspect, findSystem } from '../../outputs/scorecard/find.ts';
import { timelinesOf } from '../../outputs/scorecard/timelines.ts';
import { formatInstant } from '../../records/instant.ts';
import type { EvidenceAnswer, PortfolioAnswer, SystemAnswer } from '../api.ts';
import type { Shared } from '../app.ts';
import { EvidenceQuery, InstantsQuery, pageOf } from '../query.ts';
import { shown } from '../shown.ts';

const SystemParams = z.object({ system: z.string().min(1) });
const AspectParams = SystemParams.extend({ aspect: z.string().min(1) });

export function portfolioRoutes(app: FastifyInstance, { store, model, now, scorecards }: Shared): void {
  app.get('/portfolio', async (request): Promise<PortfolioAnswer> => {
    const query = InstantsQuery.parse(request.query);
    const organization = await shown(store);
    const histories = await scorecards.histories(organization.id, query.known);
    return buildScorecard(histories, model, { at: query.at ?? now(), known: query.known ?? now() });
  });

  app.get('/systems/:system', async (request): Promise<SystemAnswer> => {
    const { system: name } = SystemParams.parse(request.params);
    const query = InstantsQuery.parse(request.query);
    const organization = await shown(store);
    const histories = await scorecards.histories(organization.id, query.known);
    const { id } = findSystem(histories.systems, name);
    const at = query.at ?? now();
    const card = buildScorecard(histories, model, { at, known: query.known ?? now(), system: id });
    const [system] = card.systems;
    if (!system) throw new Error('a system that was found has no scorecard');
    const counts = await store.reader(organization.id).findingCounts();
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
  });

  app.get('/systems/:system/aspects/:aspect/evidence', async (request): Promise<EvidenceAnswer> => {
    const params = AspectParams.parse(request.params);
    const query = EvidenceQuery.parse(request.query);
    const organization = await shown(store);
    const reader = store.reader(organization.id);
    const system = findSystem(await reader.systems(), params.system);
    const aspect = findAspect(model, params.aspect);
    const filter = {
      system: system.id,
      aspect: aspect.id,
      ...(query.known !== undefined && { known: query.known }),
    };
    const page = await reader.evidence(filter, pageOf(query));
    return {
      rows: page.rows.map((row) => ({
        document: row.document,
        documentName: row.documentName,
        adapter: row.adapter,
        output: row.output,
        automation: row.automation,
        declared: row.declared,
        at: formatInstant(row.at),
        learned: formatInstant(row.learned),
        origin: { kind: row.origin.kind, name: row.origin.name },
        reference: row.reference ?? null,
        note: row.note ?? null,
      })),
      next: page.next ?? null,
    };
  });
}
