import { z } from 'zod';
import type { Model } from '../../model/model.ts';
import type { Catalogue } from '../../outputs/catalogue.ts';

/** GET /model: the model as `model/` and its overrides say it. */
export const ModelAnswer = z.custom<Model>().meta({ type: 'object', description: 'The maturity model' });

/** GET /catalogue: every tool's ways in, and what each format proves. */
export const CatalogueAnswer = z
  .custom<Catalogue>()
  .meta({ type: 'object', description: 'Tools and formats' });
