import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asObject, asString, type Members } from '../../formats/schema.ts';
import { readYaml } from '../../formats/yaml.ts';
import type { Reading, Resource } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import type { AspectId } from '../../records/words.ts';
import { awsTags } from '../shared/aws-answer.ts';
import { ownerOf } from '../shared/owner.ts';
import { declaredAspect, declaredRule } from './declares.ts';
import { declaredResource } from './keys.ts';
import { type Counts, limitResults } from './limits.ts';
import { bodyOf } from './shape.ts';

/** One part of a template, in the order in which it stands. */
interface Part {
  section: 'Resources' | 'Parameters' | 'Outputs' | 'Mappings';
  name: string;
  where: string;
  value: unknown;
}

const SECTIONS = ['Resources', 'Parameters', 'Outputs', 'Mappings'] as const;

/**
 * A template (AWS CloudFormation user guide, "Template anatomy"), as JSON or YAML. It only says what would be:
 * its resources are known, and nothing reaches them yet.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readTemplate(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'AWS CloudFormation' } };
  const counts: Record<Part['section'], number> = { Resources: 0, Parameters: 0, Outputs: 0, Mappings: 0 };
  const declared = new Map<AspectId, number>();
  for await (const { section, name, where, value } of partsOf(document)) {
    if (section !== 'Resources') {
      counts[section] += 1;
      continue;
    }
    const item = asObject(value);
    const type = asString(item?.Type);
    if (!item || !type) {
      // Loops of the language extensions stand among the resources.
      if (!name.startsWith('Fn::')) yield { kind: 'problem', where, why: 'Expected a resource with a Type.' };
      continue;
    }
    counts.Resources += 1;
    const properties = asObject(item.Properties) ?? {};
    yield resourceOf(type, name, properties);
    yield* declaredRule(name, type, properties);
    const aspect = declaredAspect(type, properties);
    if (aspect) declared.set(aspect, (declared.get(aspect) ?? 0) + 1);
  }
  yield* closing(counts, declared);
}

function* closing(counts: Counts, declared: ReadonlyMap<AspectId, number>): Generator<Reading> {
  if (counts.Resources === 0) return;
  yield* limitResults(counts, undefined, true);
  for (const [aspect, number] of declared)
    yield { kind: 'practice', aspect, output: 'test', declared: true, note: `${number} resources set it up` };
  const note = `a template of ${counts.Resources} resources`;
  yield { kind: 'practice', aspect: 'deploy', output: 'test', declared: true, note };
}

function resourceOf(type: string, name: string, properties: Members): Resource {
  const tags = awsTags(properties.Tags);
  const owner = ownerOf(tags);
  const open = properties.PubliclyAccessible;
  return {
    kind: 'resource',
    ...declaredResource(type, name, properties),
    ...(owner && { owner }),
    ...(typeof open === 'boolean' && { public: open }),
    ...(tags && { tags }),
    reaches: [],
  };
}

async function* partsOf(document: Document): AsyncGenerator<Part> {
  const { shape, json } = document.head;
  if (shape === 'json' || shape === 'ndjson') {
    const path = bodyOf(asObject(json) ?? {})?.path ?? [];
    const before = path.map((step) => `/${step}`).join('');
    const patterns = SECTIONS.map((section) => `${before}/${section}/*`);
    for await (const { pattern, pointer, value } of streamJson(document, patterns)) {
      const section = SECTIONS[patterns.indexOf(pattern)] ?? 'Resources';
      const name = (pointer.split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
      yield { section, name, where: pointer, value };
    }
    return;
  }
  const [first] = await readYaml(document);
  const root = asObject(first?.value);
  if (!root) throw new Refusal('malformed', 'The template is no mapping.', { file: document.path });
  const found = bodyOf(root) ?? { body: root, path: [] };
  for (const section of SECTIONS)
    for (const [name, value] of Object.entries(asObject(found.body[section]) ?? {})) {
      const line = first?.line([...found.path, section, name]);
      yield { section, name, where: line === undefined ? `/${section}/${name}` : `line ${line}`, value };
    }
}
