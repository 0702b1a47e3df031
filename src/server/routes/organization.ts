import type { FastifyInstance } from 'fastify';
import type { ModelAnswer, OrganizationAnswer } from '../api.ts';
import type { Shared } from '../app.ts';
import { shown } from '../shown.ts';

export function organizationRoutes(app: FastifyInstance, { store, model, version }: Shared): void {
  app.get('/organization', async (): Promise<OrganizationAnswer> => {
    const organization = await shown(store);
    const reader = store.reader(organization.id);
    const [systems, counts] = await Promise.all([reader.systems(), reader.counts()]);
    const { documents, evidence, refusals, unowned } = counts;
    return {
      name: organization.name,
      timeZone: organization.timeZone,
      example: organization.example,
      empty: systems.length === 0 && documents === 0 && refusals === 0,
      version,
      model: { version: model.version, overrides: [...model.overrides] },
      counts: {
        systems: systems.length,
        documents,
        evidence,
        refusals,
        unowned: unowned.evidence + unowned.things + unowned.results,
      },
    };
  });

  app.get('/model', async (): Promise<ModelAnswer> => model);
}
