import type { Document } from '../../formats/document.ts';
import { readJson } from '../../formats/json.ts';
import { asArray, asInstant, asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { checkResult } from '../shared/check-result.ts';
import { imageRef } from '../shared/image.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { vulnerability } from '../shared/vulnerability.ts';

/**
 * Vulnerabilities of an image (`anchore-cli --json image vuln`, `anchorectl image vulnerabilities -o json`) and
 * evaluations of policies (`anchore-cli --json evaluate check --detail`).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAnchore(document: Document): AsyncGenerator<Reading> {
  const whole = await readJson(document);
  const roots = Array.isArray(whole) ? whole : [whole];
  for (const each of roots) {
    const root = asObject(each) ?? {};
    if (Array.isArray(root.vulnerabilities)) yield* vulnerabilities(root);
    else yield* evaluations(root);
  }
}

function* vulnerabilities(root: Members): Generator<Reading> {
  const target = imageRef(asString(root.imageTag) ?? asString(root.image), asString(root.imageDigest));
  yield { kind: 'envelope', tool: { name: 'Anchore' }, complete: true, ...(target && { target }) };
  let count = 0;
  for (const [index, each] of asArray(root.vulnerabilities).entries()) {
    const item = asObject(each) ?? {};
    const name =
      asString(item.package_name) ?? asString(member(item.package, 'name')) ?? asString(item.package);
    const reading = vulnerability({
      ids: [asString(item.vuln) ?? asString(item.vulnerabilityId) ?? ''],
      severity: asString(item.severity),
      package: name
        ? { name, version: asString(item.package_version) ?? asString(member(item.package, 'version')) }
        : undefined,
      fixed: none(asString(item.fix)) ?? asString(member(item.fix, 'versions', 0)),
    });
    if (!reading) {
      yield {
        kind: 'problem',
        where: `/vulnerabilities/${index}`,
        why: 'Expected a vulnerability with an id.',
      };
      continue;
    }
    count += 1;
    yield reading;
  }
  yield scanPractice('patch', count, 'vulnerabilities');
}

/** Digest, tag, evaluations: a gate that stops or warns is a failing check of the image. */
function* evaluations(root: Members): Generator<Reading> {
  for (const [digest, tags] of Object.entries(root)) {
    for (const [tag, list] of Object.entries(asObject(tags) ?? {})) {
      for (const evaluation of asArray(list)) {
        const target = imageRef(tag, digest);
        const at = asInstant(member(evaluation, 'last_evaluation'));
        yield {
          kind: 'envelope',
          tool: { name: 'Anchore' },
          complete: true,
          ...(at !== undefined && { at }),
          ...(target && { target }),
        };
        let count = 0;
        for (const row of rowsOf(evaluation, digest)) {
          count += 1;
          yield row;
        }
        yield scanPractice('configuration', count, 'policy checks');
      }
    }
  }
}

function* rowsOf(evaluation: unknown, digest: string): Generator<Reading> {
  const results = asObject(member(evaluation, 'detail', 'result', 'result'));
  const { header, rows } =
    asObject(asObject(Object.values(results ?? {})[0])?.result) ??
    asObject(member(results, digest, 'result')) ??
    {};
  const names = asArray(header).map((name) => asString(name) ?? '');
  for (const row of asArray(rows)) {
    const cells = new Map(names.map((name, index) => [name, asString(asArray(row)[index])]));
    const gate = cells.get('Gate');
    if (!gate) {
      yield { kind: 'problem', where: '/detail/result', why: 'Expected a row with a gate.' };
      continue;
    }
    const action = cells.get('Gate_Action')?.toLowerCase();
    yield checkResult({
      id: `${gate}:${cells.get('Trigger') ?? ''}`,
      status: action === 'go' ? 'pass' : 'fail',
      severity: action === 'stop' ? 'high' : 'medium',
      location: cells.get('Trigger_Id'),
      message: cells.get('Check_Output'),
    });
  }
}

function none(text: string | undefined): string | undefined {
  return text === 'None' || text === '' ? undefined : text;
}
