import type { Document } from '../../formats/document.ts';
import { asArray, asObject, asString, type Members, member } from '../../formats/schema.ts';
import { streamXml, type XmlEvent } from '../../formats/xml-stream.ts';
import { Refusal } from '../../records/refusal.ts';
import { type Item, PATTERNS, type Pattern } from './patterns.ts';

/** Elements that are values of a bill, and what JSON calls them. */
const PLACES: ReadonlyMap<string, Pattern> = new Map([
  ['/bom/metadata/timestamp', PATTERNS.timestamp],
  ['/bom/metadata/tools', PATTERNS.tools],
  ['/bom/metadata/component', PATTERNS.subject],
  ['/bom/components/component', PATTERNS.component],
  ['/bom/vulnerabilities/vulnerability', PATTERNS.vulnerability],
]);

/** Elements whose children are a list in JSON. `tools` is one until 1.4. */
const LISTS = new Set([
  'components',
  'licenses',
  'externalReferences',
  'vulnerabilities',
  'ratings',
  'affects',
]);

/** Members that are read; the rest of an element is not held. */
const READ = new Set([
  ...LISTS,
  ...['component', 'license', 'expression', 'reference', 'vulnerability', 'rating', 'target', 'tool'],
  ...['name', 'version', 'purl', 'id', 'url', 'score', 'base', 'severity', 'description', 'ref'],
  ...['analysis', 'state', 'timestamp', 'tools'],
]);

/** What a value costs to hold, beside its text, in bytes. */
const NODE = 64;

/** An element that is open. */
interface Node {
  readonly local: string;
  readonly path: string;
  readonly line: number;
  readonly members: Record<string, unknown>;
  readonly elements: unknown[];
  text: string;
}

/**
 * Values of a bill in XML, as JSON has them (CycloneDX 1.2 to 1.7, `bom-1.x.xsd`), with those of the extension
 * for vulnerabilities that came before 1.4.
 * @throws Refusal `malformed`, `truncated`, `too-large`, `doctype`
 */
export async function* xmlItems(document: Document): AsyncGenerator<Item> {
  const open: Node[] = [];
  let left: string | undefined; // the path of an element that is left out, with all that it holds
  let held = 0;
  for await (const event of streamXml(document)) {
    if (event.type === 'close' && event.path === left) left = undefined;
    else if (left !== undefined) continue;
    else if (event.type === 'text') {
      const node = open.at(-1);
      if (!node) continue;
      node.text += event.text;
      held += event.text.length;
      if (held > document.limits.wholeBytes) throw tooLarge(document, node.line);
    } else if (event.type === 'open') {
      if (open.length === 0 && !PLACES.has(event.path)) continue;
      if (READ.has(event.local)) {
        open.push(nodeOf(event));
        held += NODE;
      } else left = event.path;
    } else {
      const node = open.pop();
      if (!node) continue;
      const outer = open.at(-1);
      if (outer) put(outer, node.local, jsonOf(node));
      else {
        held = 0;
        yield* itemsOf(node);
      }
    }
  }
}

function nodeOf({ local, path, line, attributes }: Extract<XmlEvent, { type: 'open' }>): Node {
  const members: Record<string, unknown> = Object.create(null);
  for (const name of ['bom-ref', 'type', 'ref'])
    if (attributes[name] !== undefined) members[name] = attributes[name];
  return { local, path, line, members, elements: [], text: '' };
}

function put(outer: Node, local: string, value: unknown): void {
  // A licence and an expression stand side by side in one list.
  if (outer.local === 'licenses') outer.elements.push({ [local]: value });
  else if (LISTS.has(outer.local) || local === 'tool') outer.elements.push(value);
  else outer.members[local] = value;
}

function jsonOf({ local, members, elements, text }: Node): unknown {
  if (LISTS.has(local) || elements.length > 0) return elements;
  if (Object.keys(members).length === 0) return text.trim();
  // The extension has several scores, of which the base is the one that JSON knows.
  return local === 'score' && typeof members.base === 'string' ? members.base : members;
}

function* itemsOf(node: Node): Generator<Item> {
  const pattern = PLACES.get(node.path);
  if (!pattern) return;
  const where = `line ${node.line}`;
  const value = jsonOf(node);
  if (pattern === PATTERNS.vulnerability) {
    yield { pattern, where, value: extended(value, undefined) };
    return;
  }
  yield { pattern, where, value };
  if (pattern === PATTERNS.component) yield* vulnerabilitiesIn(asObject(value), where);
}

/** The extension puts vulnerabilities inside the component that has them. */
function* vulnerabilitiesIn(component: Members | undefined, where: string): Generator<Item> {
  const ref = asString(component?.['bom-ref']) ?? asString(component?.purl);
  for (const each of asArray(component?.vulnerabilities))
    yield { pattern: PATTERNS.vulnerability, where, value: extended(each, ref) };
  for (const inner of asArray(component?.components)) yield* vulnerabilitiesIn(asObject(inner), where);
}

/** A vulnerability of the extension says by an attribute what it affects. */
function extended(value: unknown, within: string | undefined): unknown {
  const found = asObject(value);
  const ref = within ?? asString(member(value, 'ref'));
  return found && ref && !Array.isArray(found.affects) ? { ...found, affects: [{ ref }] } : value;
}

function tooLarge({ path: file, limits }: Document, line: number): Refusal {
  return new Refusal(
    'too-large',
    `An element holds more than ${limits.wholeBytes} bytes.`,
    { file, line },
    'Raise the limit wholeBytes if the file is sound.',
  );
}
