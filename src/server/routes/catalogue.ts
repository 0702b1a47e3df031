import type { FastifyInstance } from 'fastify';
import { ADAPTERS } from '../../adapters/registry.ts';
import { catalogue } from '../../outputs/catalogue.ts';
import type { CatalogueAnswer } from '../api.ts';
import type { Shared } from '../app.ts';

export function catalogueRoutes(app: FastifyInstance, { model }: Shared): void {
  const answer: CatalogueAnswer = catalogue(model, ADAPTERS);
  app.get('/catalogue', async (): Promise<CatalogueAnswer> => answer);
}
