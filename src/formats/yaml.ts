import { isNode, LineCounter, parseAllDocuments, type Document as YamlDocument } from 'yaml';
import { Refusal } from '../records/refusal.ts';
import type { Document } from './document.ts';
import { readText } from './text.ts';

export interface YamlValue {
  value: unknown;
  /** The line (from 1, in the file) on which the node at a path starts. */
  line: (path: readonly (string | number)[]) => number | undefined;
}

const OPTIONS = {
  version: '1.2',
  merge: true,
  uniqueKeys: true,
  resolveKnownTags: false,
  logLevel: 'silent',
  prettyErrors: false,
} as const;
const MAX_ALIASES = 1000;

/**
 * All documents of a YAML file. Tags are never acted on: a tagged node counts as its plain value.
 * @throws Refusal `malformed` with the line, `too-large`
 */
export async function readYaml(document: Document): Promise<YamlValue[]> {
  const text = await readText(document);
  const lineCounter = new LineCounter();
  const parsed = parseAllDocuments(text, { ...OPTIONS, lineCounter });
  const documents = Array.isArray(parsed) ? parsed : [];
  return documents.map((one: YamlDocument) => {
    const error = one.errors[0];
    if (error) {
      throw new Refusal('malformed', `The YAML is malformed: ${error.message}`, {
        file: document.path,
        line: lineCounter.linePos(error.pos[0]).line,
      });
    }
    const line = (path: readonly (string | number)[]) => {
      const node = one.getIn(path, true);
      return isNode(node) && node.range ? lineCounter.linePos(node.range[0]).line : undefined;
    };
    return { value: one.toJS({ maxAliasCount: MAX_ALIASES }), line };
  });
}
