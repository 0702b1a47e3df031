import type { Export } from '../adapters/about.ts';
import type { Adapter } from '../adapters/adapter.ts';
import type { Model, Solution } from '../model/model.ts';
import type { AspectId } from '../records/words.ts';

/** How each tool of the model becomes evidence, and what each format proves. */
export interface Catalogue {
  /** In the model's order; a tool that serves several aspects stands at its first. */
  tools: CatalogueTool[];
  formats: CatalogueFormat[];
}

export interface CatalogueTool extends Pick<Solution, 'id' | 'name' | 'openSource' | 'kind' | 'today'> {
  url: string | null;
  /** Aspects that the model names it for. */
  aspects: AspectId[];
  ways: CatalogueWay[];
}

/** One way to get a document out of a tool. */
export interface CatalogueWay {
  /** Id of the format that reads it. */
  adapter: string;
  how: string;
  code: string | null;
  language: string;
}

export interface CatalogueFormat {
  id: string;
  title: string;
  reads: string;
  aspects: AspectId[];
  /** Ways that any tool has which writes the format. */
  ways: CatalogueWay[];
  proves: string[];
  limits: string[];
}

/** The catalogue of a model's tools and the formats that there are. */
export function catalogue(model: Model, adapters: readonly Adapter[]): Catalogue {
  const tools = new Map<string, CatalogueTool>();
  for (const aspect of model.aspects) {
    for (const { id, name, url, openSource, kind, today } of aspect.solutions) {
      const known = tools.get(id);
      if (known) known.aspects.push(aspect.id);
      else {
        const ways = waysOf(adapters, ({ tools: of }) => of.includes(id));
        tools.set(id, { id, name, url: url ?? null, openSource, kind, today, aspects: [aspect.id], ways });
      }
    }
  }
  const formats = adapters.map((adapter) => ({
    id: adapter.id,
    title: adapter.title,
    reads: adapter.about.reads,
    aspects: [...adapter.aspects],
    ways: waysOf([adapter], () => true),
    proves: [...adapter.about.proves],
    limits: [...adapter.about.limits],
  }));
  return { tools: [...tools.values()], formats };
}

function waysOf(adapters: readonly Adapter[], wanted: (way: Export) => boolean): CatalogueWay[] {
  return adapters.flatMap(({ id, about }) =>
    about.exports.filter(wanted).map(({ how, code, language }) => ({
      adapter: id,
      how,
      code: code ?? null,
      language: language ?? 'sh',
    })),
  );
}
