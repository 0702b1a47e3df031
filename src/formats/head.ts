import { SaxesParser } from 'saxes';
import { parseDocument } from 'yaml';
import { csvColumns } from './csv-rows.ts';
import type { Head, Shape } from './document.ts';
import { jsonPrefix } from './json-prefix.ts';
import { makeSound, nestsTooDeep, YAML_OPTIONS } from './yaml.ts';

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
export function textHead(path: string, name: string, text: string, whole: boolean): Head {
  const json = lazy(() => sniffJson(text, name));
  const tagged = text.trimStart().startsWith('<');
  const xml = lazy(() => (tagged ? xmlRoot(text) : undefined));
  const columns = lazy(() => (tagged || json().shape ? undefined : csvColumns(text, whole)));
  const yaml = lazy(() => (tagged || json().shape || columns() ? undefined : yamlPrefix(text, whole)));
  const shape = lazy((): Shape => {
    const found = json().shape;
    if (found) return found;
    if (tagged) return 'xml';
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

/**
 * One value, or a sequence of values (lines, or simply one after the other). A text that ends within its first
 * value is one value, unless its name says otherwise.
 */
function sniffJson(text: string, name: string): { shape: 'json' | 'ndjson' | undefined; value: unknown } {
  const none = { shape: undefined, value: undefined };
  const sequence = SEQUENCE_NAME.test(name);
  if (!/^\s*[[{]/.test(text) && !sequence && !isScalar(text)) return none;
  const first = jsonPrefix(text, 0);
  if (first.value === undefined) return none;
  const after = first.end === undefined ? '' : (text[first.end] ?? '');
  if (!sequence && !(after === '{' || after === '[')) return { shape: 'json', value: first.value };
  const values: unknown[] = [first.value];
  for (let at = first.end; at !== undefined && at < text.length; ) {
    const next = jsonPrefix(text, at);
    if (next.end === undefined) break;
    values.push(next.value);
    at = next.end;
  }
  return { shape: 'ndjson', value: values };
}

/** Whether the text is nothing but a JSON string, number or word. */
function isScalar(text: string): boolean {
  if (text.length > 4096) return false;
  const { end } = jsonPrefix(text, 0);
  return end !== undefined && end >= text.length;
}

function xmlRoot(text: string): Head['xml'] {
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

/** As much YAML as is worth reading to see what it is: its reader is slow. */
const YAML_CHARACTERS = 16 * 1024;
/** How YAML begins: an element, a directive, the start of a document, or a key. */
const YAML_START = /^(?:---|%YAML|- |-$|\? |[[{]|["']?[^\s#"'])/;

/** Whether the first line that says something could be YAML's. */
function beginsLikeYaml(text: string): boolean {
  const line = text
    .split('\n')
    .find((each) => /^\s*[^#\s]/.test(each))
    ?.trim();
  if (line === undefined || !YAML_START.test(line)) return false;
  return /^(?:---|%YAML|-|\? |[[{])/.test(line) || /:(?:\s|$)/.test(line.replace(/\s#[^\n]*/, ''));
}

function yamlPrefix(text: string, whole: boolean): unknown {
  if (!beginsLikeYaml(text.slice(0, 4096))) return undefined;
  const cut = !whole || text.length > YAML_CHARACTERS;
  let part = text.slice(0, YAML_CHARACTERS);
  const second = /\n(?:---|\.\.\.)(?=\s)/.exec(part.slice(4));
  if (second) return yamlValue(part.slice(0, second.index + 5));
  if (!cut) return yamlValue(part);
  // The last line may be unfinished, or end inside quotes or brackets that more lines would close.
  for (let tries = 0; tries < 4; tries++) {
    part = part.slice(0, part.lastIndexOf('\n', part.length - 2) + 1);
    const value = part === '' ? undefined : yamlValue(part);
    if (value !== undefined) return value;
    part = part.slice(0, Math.floor(part.length * 0.9));
  }
  return undefined;
}

function yamlValue(text: string): unknown {
  if (nestsTooDeep(text)) return undefined;
  try {
    const parsed = parseDocument(text, YAML_OPTIONS);
    if (parsed.errors.length > 0) return undefined;
    makeSound(parsed);
    const value: unknown = parsed.toJS({ maxAliasCount: 100 });
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
