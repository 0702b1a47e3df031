import { SaxesParser } from 'saxes';
import { parseDocument } from 'yaml';
import { csvColumns } from './csv-rows.ts';
import type { Head, Limits, Shape } from './document.ts';
import { jsonPrefix } from './json-prefix.ts';

/** The head of a file that is not text. */
export function binaryHead(path: string, name: string, shape: Shape, whole: boolean): Head {
  return {
    name,
    path,
    shape,
    text: '',
    whole,
    json: undefined,
    yaml: undefined,
    xml: undefined,
    columns: undefined,
  };
}

/** The head of a text; what costs something is worked out when it is asked for. */
export function textHead(path: string, name: string, text: string, whole: boolean, _limits: Limits): Head {
  const json = lazy(() => sniffJson(text, name));
  const xml = lazy(() => xmlRoot(text));
  const columns = lazy(() =>
    json().shape || text.trimStart().startsWith('<') ? undefined : csvColumns(text),
  );
  const yaml = lazy(() =>
    json().shape || text.trimStart().startsWith('<') ? undefined : yamlPrefix(text, whole),
  );
  const shape = lazy((): Shape => {
    const found = json().shape;
    if (found) return found;
    if (text.trimStart().startsWith('<')) return 'xml';
    if (columns()) return 'csv';
    return yaml() === undefined ? 'text' : 'yaml';
  });
  return {
    name,
    path,
    text,
    whole,
    get shape() {
      return shape();
    },
    get json() {
      return json().value;
    },
    get yaml() {
      return yaml();
    },
    get xml() {
      return xml();
    },
    get columns() {
      return columns();
    },
  };
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const SEQUENCE_NAME = /\.(ndjson|jsonl|jsonlines|ldjson)(\.gz)?$/i;

function sniffJson(text: string, name: string): { shape: 'json' | 'ndjson' | undefined; value: unknown } {
  if (!/^[\s]*[[{]/.test(text)) return { shape: undefined, value: undefined };
  const first = jsonPrefix(text, 0);
  if (first.value === undefined) return { shape: undefined, value: undefined };
  const another = first.end !== undefined && /[[{]/.test(text[first.end] ?? '');
  if (!another && !SEQUENCE_NAME.test(name)) return { shape: 'json', value: first.value };
  const values: unknown[] = [first.value];
  for (let at = first.end; at !== undefined && at < text.length; ) {
    const next = jsonPrefix(text, at);
    if (next.end === undefined) break;
    values.push(next.value);
    at = next.end;
  }
  return { shape: 'ndjson', value: values };
}

function xmlRoot(text: string): Head['xml'] {
  if (!text.trimStart().startsWith('<')) return undefined;
  const found: { root?: Head['xml'] } = {};
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const attributes: Record<string, string> = Object.create(null);
    for (const name in tag.attributes) attributes[name] = tag.attributes[name]?.value ?? '';
    found.root = { name: tag.name, local: tag.local, namespace: tag.uri, attributes };
    throw new Error('enough');
  });
  try {
    parser.write(text);
  } catch {
    // Either the root was found, or this is no XML.
  }
  return found.root;
}

function yamlPrefix(text: string, whole: boolean): unknown {
  const end = whole ? text.length : text.lastIndexOf('\n') + 1;
  const second = /\n---(\s|$)/.exec(text.slice(3, end));
  const part = text.slice(0, second ? second.index + 4 : end);
  try {
    const parsed = parseDocument(part, { merge: true, logLevel: 'silent', prettyErrors: false });
    if (parsed.errors.some((error) => whole || second || error.pos[0] < part.length - 4096)) return undefined;
    const value: unknown = parsed.toJS({ maxAliasCount: 100 });
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
