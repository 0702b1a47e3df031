import type { Document } from '../../formats/document.ts';
import { readJson } from '../../formats/json.ts';
import { readYaml } from '../../formats/yaml.ts';

/** A document that is held whole, whichever of JSON and YAML it is written in. */
export interface Tree {
  root: unknown;
  /** The place of a value, for people: its JSON Pointer, or its line in YAML. */
  where: (path: readonly (string | number)[]) => string;
}

/**
 * Reads a JSON value or the first YAML document.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function readTree(document: Document): Promise<Tree> {
  if (document.head.shape === 'json' || document.head.shape === 'ndjson') {
    return { root: await readJson(document), where: pointer };
  }
  const [first] = await readYaml(document);
  return {
    root: first?.value,
    where(path) {
      const line = first?.line(path);
      return line === undefined ? pointer(path) : `line ${line}`;
    },
  };
}

function pointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
