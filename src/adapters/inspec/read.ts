import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asInstant, asObject, asString, asText, type Members } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Envelope, Reading } from '../../records/record.ts';
import { type CheckRun, checkRun } from '../shared/check-run.ts';
import { aspectOf, controlResult } from './control.ts';
import { readLines } from './lines.ts';
import { readMinimal } from './minimal.ts';
import { isLine, isMinimal } from './shape.ts';
import { targetOf } from './target.ts';

/**
 * Controls as results, and one practice a run (InSpec, "Reporters": json, json-min, json-automate; Heimdall Data
 * Format, exec-json; Chef Automate, report of a node). One control a line is read too.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readInspec(document: Document): AsyncGenerator<Reading> {
  const { json } = document.head;
  const listed = document.head.shape === 'ndjson' || Array.isArray(json);
  const first = asObject(listed ? asArray(json)[0] : json);
  if (listed && first && isLine(first)) yield* readLines(document);
  else if (listed) yield* readReports(document);
  else if (first && isMinimal(first)) yield* readMinimal(document);
  else yield* readReport(document);
}

/** A report that may be large: its controls are read one by one, after what names the run. */
async function* readReport(document: Document): AsyncGenerator<Reading> {
  const root: Record<string, unknown> = Object.create(null);
  const profiles = new Map<string, Members>();
  const names = ['platform', 'version', 'end_time', 'node_name', 'node_uuid', 'node_id', 'fqdn', 'type'];
  const heads = ['name', 'depends', 'status'];
  const patterns = [...names.map((name) => `/${name}`), ...heads.map((name) => `/profiles/*/${name}`)];
  for await (const { pointer, value } of streamJson(document, patterns)) {
    const [, list = '', index = '', name = ''] = pointer.split('/');
    if (list !== 'profiles') root[list] = value;
    else profiles.set(index, { ...profiles.get(index), [name]: value });
  }
  const envelope = envelopeOf(root);
  yield envelope;
  const tally = checkRun({ what: 'controls', end: envelope.at });
  for await (const { pointer, value } of streamJson(document, ['/profiles/*/controls/*'])) {
    const profile = profiles.get(pointer.split('/')[2] ?? '') ?? {};
    yield* readControl(value, pointer, profile, tally);
  }
  yield* tally.practices();
}

/** Several reports in one file, each held whole. */
async function* readReports(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'InSpec' } };
  for await (const { pointer, value } of streamJson(document, ['/*'])) {
    const root = asObject(value);
    if (!root || !Array.isArray(root.profiles)) {
      yield { kind: 'problem', where: pointer, why: 'Expected a report with profiles.' };
      continue;
    }
    const envelope = envelopeOf(root);
    yield envelope;
    const tally = checkRun({ what: 'controls', end: envelope.at });
    for (const [at, each] of asArray(root.profiles).entries()) {
      const profile = asObject(each) ?? {};
      for (const [index, control] of asArray(profile.controls).entries())
        yield* readControl(control, `${pointer}/profiles/${at}/controls/${index}`, profile, tally);
    }
    yield* tally.practices();
  }
}

function* readControl(
  value: unknown,
  pointer: string,
  profile: Members,
  tally: CheckRun,
): Generator<Reading> {
  const item = asObject(value);
  const id = asText(item?.id);
  if (!item || !id) {
    yield { kind: 'problem', where: pointer, why: 'Expected a control with an id.' };
    return;
  }
  // A profile that builds on others repeats their controls; the tests stand where they were written.
  if (asArray(item.results).length === 0 && asArray(profile.depends).length > 0) return;
  const result = controlResult({ id, item, aspect: aspectOf(asString(profile.name)) });
  tally.add(result);
  yield result;
}

function envelopeOf(root: Members): Envelope & { at?: Instant } {
  const version = asText(root.version);
  const at = asInstant(root.end_time);
  const target = targetOf(root);
  const name = /heimdall/i.test(asString(asObject(root.platform)?.name) ?? '') ? 'HDF' : 'InSpec';
  return {
    kind: 'envelope',
    tool: { name, ...(version && { version }) },
    ...(at !== undefined && { at }),
    ...(target && { target }),
  };
}
