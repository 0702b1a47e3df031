import type { Document } from '../../formats/document.ts';
import {
  asArray,
  asInstant,
  asNumber,
  asObject,
  asString,
  type Members,
  member,
} from '../../formats/schema.ts';
import { hostKey, imageKey, otherKey, repositoryKey } from '../../records/key.ts';
import type { Component, Reading, ResourceRef, Result, ResultStatus } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { severityOf, severityOfScore } from '../shared/severity.ts';
import { bomItems } from './items.ts';
import { PATTERNS } from './patterns.ts';

/**
 * Components and vulnerabilities (CycloneDX 1.2 to 1.7, ECMA-424; JSON and XML). A vulnerability that its analysis calls
 * resolved, a false positive or not affected is not open.
 * @throws Refusal `malformed`, `truncated`, `too-large`, `doctype`
 */
export async function* readCyclonedx(document: Document): AsyncGenerator<Reading> {
  const head = await headOf(document);
  yield {
    kind: 'envelope',
    tool: head.tool,
    ...(head.at !== undefined && { at: head.at }),
    ...(head.target && { target: head.target }),
    complete: true,
  };
  const names = head.affected;
  let components = 0;
  let vulnerabilities = 0;
  const lists = [PATTERNS.component, PATTERNS.vulnerability];
  for await (const { pattern, where, value } of bomItems(document, lists)) {
    const item = asObject(value);
    if (!item) {
      yield { kind: 'problem', where, why: 'expected an object' };
      continue;
    }
    if (pattern === PATTERNS.component) {
      for (const component of componentsOf(item, names)) {
        components += 1;
        yield component;
      }
      continue;
    }
    vulnerabilities += 1;
    yield* findings(item, names, where);
  }
  const note = `${components} components, ${vulnerabilities} vulnerabilities`;
  yield { kind: 'practice', aspect: 'patch', output: 'test', note };
}

interface BomHead {
  tool: { name: string; version?: string };
  at: number | undefined;
  target: ResourceRef | undefined;
  /** The components that vulnerabilities refer to, by `bom-ref`, under no other name yet. */
  affected: Map<string, string>;
}

/** Names of components are held for so many; a vulnerability in any other is placed by its `bom-ref`. */
const MAX_AFFECTED = 100_000;

async function headOf(document: Document): Promise<BomHead> {
  const head: BomHead = {
    tool: { name: 'CycloneDX' },
    at: undefined,
    target: undefined,
    affected: new Map(),
  };
  const { timestamp, tools, subject, vulnerability } = PATTERNS;
  for await (const { pattern, value } of bomItems(document, [timestamp, tools, subject, vulnerability])) {
    if (pattern === timestamp) head.at = asInstant(value);
    else if (pattern === subject) head.target = targetOf(asObject(value));
    else if (pattern === vulnerability) {
      for (const ref of affectedBy(value)) if (head.affected.size < MAX_AFFECTED) head.affected.set(ref, ref);
    } else {
      // Until 1.4 a list of tools, from 1.5 an object with components and services.
      const first = asObject(asArray(value)[0]) ?? asObject(asArray(member(value, 'components'))[0]);
      const name = asString(first?.['name']);
      const version = asString(first?.['version']);
      if (name) head.tool = { name, ...(version && { version }) };
    }
  }
  return head;
}

/** What the bill is of, where it can be found again under that name. */
function targetOf(component: Members | undefined): ResourceRef | undefined {
  const name = asString(component?.['name']);
  if (!component || !name) return undefined;
  const type = asString(component['type']);
  const version = asString(component['version']);
  const purl = asString(component['purl']);
  if (type === 'container') {
    const reference =
      version?.includes('sha256:') || !version
        ? `${name}${version ? `@${version}` : ''}`
        : `${name}:${version}`;
    return { type: 'image', keys: [imageKey(reference)], name: reference };
  }
  if (type === 'operating-system' || type === 'device') return { type: 'host', keys: [hostKey(name)], name };
  const vcs = asArray(component['externalReferences']).find((each) => member(each, 'type') === 'vcs');
  const address =
    asString(member(vcs, 'url')) ?? (/^[\w.-]+\.[a-z]+\/[\w.-]+\/[\w.-]+/i.test(name) ? name : undefined);
  if (address) return { type: 'repository', keys: [repositoryKey(address)], name };
  if (purl) return { type: 'repository', keys: [otherKey('purl', purl.replace(/@[^@/]*$/, ''))], name };
  return undefined;
}

function* componentsOf(item: Members, names: Map<string, string>, depth = 0): Generator<Component> {
  const name = asString(item['name']);
  if (!name) return;
  const version = asString(item['version']);
  const purl = asString(item['purl']);
  const reference = asString(item['bom-ref']);
  const label = purl ?? (version ? `${name}@${version}` : name);
  if (reference && names.has(reference)) names.set(reference, label);
  const licence = licenceOf(item['licenses']);
  yield {
    kind: 'component',
    name,
    ...(version && { version }),
    ...(purl && { purl }),
    ...(licence && { licence }),
  };
  if (depth > 20) return;
  for (const inner of asArray(item['components'])) {
    const members = asObject(inner);
    if (members) yield* componentsOf(members, names, depth + 1);
  }
}

function licenceOf(value: unknown): string | undefined {
  const parts = asArray(value).flatMap((each) => {
    const text =
      asString(member(each, 'license', 'id')) ??
      asString(member(each, 'expression')) ??
      asString(member(each, 'license', 'name'));
    return text ? [text] : [];
  });
  return parts.length > 0 ? parts.join(' AND ') : undefined;
}

function* findings(item: Members, names: ReadonlyMap<string, string>, where: string): Generator<Reading> {
  const id = asString(item['id']);
  if (!id) {
    yield { kind: 'problem', where, why: 'expected a vulnerability with an id' };
    return;
  }
  const { severity, word } = ratingOf(item['ratings']);
  const status = statusOf(asString(member(item, 'analysis', 'state')));
  const title = asString(item['description'])?.slice(0, 200);
  const affected = affectedBy(item);
  const base = {
    kind: 'result' as const,
    aspect: 'patch' as const,
    rule: { id, ...(title && { title }) },
    status,
    severity,
    ...(word && { toolSeverity: word }),
  } satisfies Result;
  if (affected.length === 0) yield base;
  for (const ref of affected) yield { ...base, location: names.get(ref) ?? ref };
}

/** The `bom-ref` of each component that a vulnerability is in. */
function affectedBy(vulnerability: unknown): string[] {
  return asArray(member(vulnerability, 'affects')).flatMap((each) => asString(member(each, 'ref')) ?? []);
}

function ratingOf(value: unknown): { severity: Severity; word: string | undefined } {
  for (const rating of asArray(value)) {
    const word = asString(member(rating, 'severity'));
    const known = severityOf(word);
    if (known) return { severity: known, word };
    const score = asNumber(member(rating, 'score'));
    if (score !== undefined) return { severity: severityOfScore(score), word: String(score) };
  }
  return { severity: 'medium', word: undefined };
}

function statusOf(state: string | undefined): ResultStatus {
  if (state === 'resolved' || state === 'resolved_with_pedigree') return 'pass';
  return state === 'false_positive' || state === 'not_affected' ? 'skipped' : 'fail';
}
