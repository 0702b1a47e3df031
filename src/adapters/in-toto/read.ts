import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asObject, asString, type Members, member } from '../../formats/schema.ts';
import { imageKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { predicateOf } from './predicates.ts';
import { statementIn } from './unwrap.ts';

/**
 * Statements about what was built (in-toto Attestation Framework, Statement v0.1 and v1), bare, in DSSE envelopes
 * or in Sigstore bundles, one or many. Signatures are not verified here.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readInToto(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'in-toto' } };
  const { json, shape } = document.head;
  const isList = shape === 'ndjson' || Array.isArray(json);
  const pattern = isList ? '/*' : 'attestations' in (asObject(json) ?? {}) ? '/attestations/*' : '';
  for await (const { pointer, value } of streamJson(document, [pattern])) {
    const statement = await statementIn(value, document.limits);
    if (!statement) {
      yield {
        kind: 'problem',
        where: pointer,
        why: 'Expected an in-toto statement, or an envelope that holds one.',
      };
      continue;
    }
    yield* statementReadings(statement, pointer);
  }
}

function* statementReadings(statement: Members, pointer: string): Generator<Reading> {
  const type = asString(statement.predicateType) ?? '';
  const predicate = asObject(statement.predicate);
  const read = predicateOf(type);
  if (!read || !predicate) {
    const why = `Expected a predicate that is known, found ${type === '' ? 'none' : type.slice(0, 120)}.`;
    yield { kind: 'problem', where: pointer, why };
    return;
  }
  const subjects = asArray(statement.subject).flatMap((each) => subjectOf(each) ?? []);
  const image = subjects.length === 1 ? subjects[0] : undefined;
  const found = [...read(predicate, subjects[0])];
  const [envelope, ...rest] = found;
  if (envelope?.kind !== 'envelope') return;
  yield { ...envelope, ...(!envelope.target && image && { target: image }) };
  for (const ref of subjects.slice(0, 1_000)) yield { kind: 'resource', ...ref };
  yield* rest;
}

/** A subject that is an image: its name is a reference without a tag. Files that were built are no resources. */
function subjectOf(value: unknown): ResourceRef | undefined {
  const digest = asString(member(value, 'digest', 'sha256'));
  const name = asString(member(value, 'name')) ?? asString(member(value, 'uri')) ?? '';
  if (!digest || !/^[0-9a-f]{64}$/i.test(digest)) return undefined;
  const reference = /^pkg:(?:oci|docker)\//.test(name) ? name.slice(name.indexOf('/') + 1) : name;
  const isImage =
    reference !== name || /^(?:index\.)?[\w-]+(?:\.[\w-]+)*(?::\d+)?\/[\w./-]+(?::[\w.-]+)?$/.test(name);
  if (!isImage) return undefined;
  return { type: 'image', keys: [imageKey(`sha256:${digest}`)], name: reference.replace(/[@?].*$/s, '') };
}
