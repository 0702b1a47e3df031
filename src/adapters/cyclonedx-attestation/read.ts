import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import {
  asArray,
  asInstant,
  asNumber,
  asObject,
  asString,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { Reading, Result, ResultStatus } from '../../records/record.ts';
import { readCyclonedx } from '../cyclonedx/read.ts';
import { checkResult } from '../shared/check-result.ts';
import { controlId } from '../shared/control-id.ts';
import { oneLine } from '../shared/one-line.ts';

/** A requirement of a standard, by the reference that attestations use. */
interface Requirement {
  id: string;
  title: string | undefined;
  control: string | undefined;
}

/**
 * How far requirements are met, as assessors say (CycloneDX 1.6 and later, `declarations` and `definitions`). A
 * bill of materials in the same document is read as such.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readDeclarations(document: Document): AsyncGenerator<Reading> {
  if ('components' in (asObject(document.head.json) ?? {})) yield* readCyclonedx(document);
  let at: number | undefined;
  const requirements = new Map<string, Requirement>();
  for await (const { pattern, value } of streamJson(document, [
    '/metadata/timestamp',
    '/definitions/standards/*',
  ])) {
    if (pattern === '/metadata/timestamp') at = asInstant(value);
    else keepRequirements(asObject(value), requirements);
  }
  yield { kind: 'envelope', tool: { name: 'CycloneDX Attestations' }, ...(at !== undefined && { at }) };
  let mapped = 0;
  for await (const { pointer, value } of streamJson(document, ['/declarations/attestations/*'])) {
    const attestation = asObject(value);
    if (!attestation) {
      yield { kind: 'problem', where: pointer, why: 'Expected an attestation.' };
      continue;
    }
    for (const [index, each] of asArray(attestation.map).entries()) {
      const item = asObject(each);
      const ref = asString(item?.requirement);
      if (!item || !ref) {
        yield { kind: 'problem', where: `${pointer}/map/${index}`, why: 'Expected a requirement.' };
        continue;
      }
      mapped += 1;
      yield resultOf(item, requirements.get(ref) ?? { id: ref, title: undefined, control: undefined });
    }
  }
  if (mapped === 0) return;
  const note = `${mapped} requirements attested`;
  yield { kind: 'practice', aspect: 'configuration', output: 'test', automation: 'manual', note };
}

function keepRequirements(standard: Members | undefined, requirements: Map<string, Requirement>): void {
  const name = asString(standard?.name);
  for (const each of asArray(standard?.requirements)) {
    const ref = asString(member(each, 'bom-ref'));
    const identifier = asString(member(each, 'identifier')) ?? ref;
    if (!ref || !identifier) continue;
    const control = name ? controlId(name, identifier) : undefined;
    requirements.set(ref, { id: control ?? identifier, title: asString(member(each, 'title')), control });
  }
}

/** A score of 1 is full conformance; claims to the contrary, or less, are an open point. */
function resultOf(item: Members, requirement: Requirement): Result {
  const score = asNumber(member(item, 'conformance', 'score'));
  const counter = asArray(item.counterClaims).length;
  const status: ResultStatus =
    score === undefined ? 'skipped' : score >= 1 && counter === 0 ? 'pass' : 'fail';
  const confidence = asNumber(member(item, 'confidence', 'score'));
  const said = [
    ...(score === undefined ? [] : [`conformance ${score}`]),
    ...(confidence === undefined ? [] : [`confidence ${confidence}`]),
  ];
  return checkResult({
    id: oneLine(requirement.id, 200),
    title: requirement.title,
    status,
    usual: score !== undefined && score < 0.5 ? 'high' : 'medium',
    declared: true,
    message: said.join(', ') || undefined,
    controls: requirement.control ? [requirement.control] : undefined,
  });
}
