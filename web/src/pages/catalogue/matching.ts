import type { CatalogueAnswer } from '../../../../src/server/api.ts';

type Tool = CatalogueAnswer['tools'][number];
type Format = CatalogueAnswer['formats'][number];

/** What is looked for: words that all have to occur, and an aspect. */
export interface Wanted {
  q: string;
  aspect: string | undefined;
}

/** Tools that serve the aspect and contain the words, in name, adapters or ways. */
export function toolsMatching(tools: readonly Tool[], { q, aspect }: Wanted): Tool[] {
  return tools.filter(
    (tool) =>
      (aspect === undefined || tool.aspects.some((each) => each === aspect)) &&
      contains(q, [tool.name, tool.id, ...tool.ways.flatMap((way) => [way.adapter, way.how])]),
  );
}

/** Formats that serve the aspect and contain the words. */
export function formatsMatching(formats: readonly Format[], { q, aspect }: Wanted): Format[] {
  return formats.filter(
    (format) =>
      (aspect === undefined || format.aspects.some((each) => each === aspect)) &&
      contains(q, [format.id, format.title, format.reads]),
  );
}

function contains(q: string, texts: readonly string[]): boolean {
  const all = texts.join('\n').toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
