import { asArray, asInstant, asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Component, Reading } from '../../records/record.ts';
import { statementResults } from '../openvex/statement.ts';

/** A bill of materials (CycloneDX or SPDX 2) as a predicate: its parts, without what is in them. */
export function* bill(predicate: Members): Generator<Reading> {
  // cosign wraps what it was given.
  const bom = asObject(predicate.Data) ?? predicate;
  const at =
    asInstant(member(bom, 'metadata', 'timestamp')) ?? asInstant(member(bom, 'creationInfo', 'created'));
  const name = Array.isArray(bom.packages) ? 'SPDX' : 'CycloneDX';
  yield { kind: 'envelope', tool: { name }, ...(at !== undefined && { at }) };
  let count = 0;
  for (const each of asArray(bom.packages ?? bom.components)) {
    const item = asObject(each);
    const component = item && componentOf(item);
    if (!component) continue;
    count += 1;
    yield component;
  }
  if (count === 0) return;
  yield {
    kind: 'practice',
    aspect: 'patch',
    output: 'test',
    automation: 'semi',
    note: `${count} components`,
  };
}

function componentOf(item: Members): Component | undefined {
  const name = asString(item.name);
  if (!name) return undefined;
  const version = asString(item.version) ?? asString(item.versionInfo);
  const listed = asArray(item.externalRefs).find((ref) => member(ref, 'referenceType') === 'purl');
  const purl = asString(item.purl) ?? asString(member(listed, 'referenceLocator'));
  return { kind: 'component', name, ...(version && { version }), ...(purl && { purl }) };
}

/** Statements about vulnerabilities (OpenVEX) as a predicate. */
export function* vexStatements(predicate: Members): Generator<Reading> {
  const at = asInstant(predicate.last_updated) ?? asInstant(predicate.timestamp);
  yield { kind: 'envelope', tool: { name: 'OpenVEX' }, ...(at !== undefined && { at }) };
  let count = 0;
  for (const each of asArray(predicate.statements)) {
    const item = asObject(each);
    const results = item && statementResults(item);
    if (!results) continue;
    count += 1;
    yield* results;
  }
  if (count === 0) return;
  const note = `${count} statements about vulnerabilities`;
  yield { kind: 'practice', aspect: 'patch', output: 'test', automation: 'semi', note };
}
