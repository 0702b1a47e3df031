import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asNumber, asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Reading, Result, ResultStatus } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';
import { checkResult } from '../shared/check-result.ts';
import { checkRun } from '../shared/check-run.ts';
import { oneLine } from '../shared/one-line.ts';
import { secretFinding } from '../shared/secret-finding.ts';
import { severityOf } from '../shared/severity.ts';
import { vulnerability } from '../shared/vulnerability.ts';

const LISTS: ReadonlyMap<string, ResultStatus> = new Map([
  ['passed_checks', 'pass'],
  ['failed_checks', 'fail'],
  ['skipped_checks', 'skipped'],
]);

/**
 * What checks said of code (Checkov documentation, "Reviewing scan results"): one report, or a list with one for
 * each framework. Blocks of code, evaluated values and the hash of a secret, which stands in the place of its
 * resource, are never read.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readCheckov(document: Document): AsyncGenerator<Reading> {
  const above = asObject(document.head.json) ? '' : '/*';
  const { version, frameworks, passed } = await headOf(document, above);
  yield { kind: 'envelope', tool: { name: 'Checkov', ...(version && { version }) } };
  const run = checkRun({ what: 'checks', aspect: 'deploy' });
  const lists = [...LISTS.keys(), 'parsing_errors'].map((list) => `${above}/results/${list}/*`);
  for await (const { pattern, pointer, value } of streamJson(document, lists)) {
    const report = reportOf(pointer, above);
    passed.delete(report);
    const framework = frameworks.get(report) ?? '';
    const status = LISTS.get(pattern.split('/').at(-2) ?? '');
    const result = status ? resultOf(asObject(value), status, framework) : unparsed(value, framework);
    if (!result) {
      yield { kind: 'problem', where: pointer, why: 'Expected a check with its check_id, or a path.' };
      continue;
    }
    run.add(result);
    yield result;
  }
  // `--quiet` lists no check that passed, and counts them only.
  for (const [report, count] of passed) {
    if (count === 0) continue;
    const aspect = aspectOf(frameworks.get(report) ?? '');
    const result = checkResult({ id: 'checkov: all checks', status: 'pass', aspect, declared: true });
    run.add(result);
    yield result;
  }
  yield* run.practices();
}

/** All of it may stand behind the checks. */
async function headOf(document: Document, above: string) {
  const frameworks = new Map<string, string>();
  const passed = new Map<string, number>();
  let version: string | undefined;
  const patterns = ['/check_type', '/summary/checkov_version', '/checkov_version', '/summary/passed'];
  for await (const { pattern, pointer, value } of streamJson(
    document,
    patterns.map((each) => above + each),
  )) {
    const report = reportOf(pointer, above);
    const text = asString(value);
    if (pattern.endsWith('/passed')) passed.set(report, asNumber(value) ?? 0);
    else if (text === undefined) continue;
    else if (pattern.endsWith('/check_type')) frameworks.set(report, text);
    else version ??= oneLine(text, 40);
  }
  return { version, frameworks, passed };
}

function reportOf(pointer: string, above: string): string {
  return above === '' ? '' : (pointer.split('/')[1] ?? '');
}

/** What a framework's checks are of; all others are of what infrastructure is deployed from. */
function aspectOf(framework: string): AspectId {
  if (framework === 'secrets') return 'secrets';
  if (framework.startsWith('sca_')) return 'patch';
  return /^(ansible|dockerfile|openapi|json|yaml|\w+_configuration|\w+_pipelines|github_actions|gitlab_ci)$/.test(
    framework,
  )
    ? 'configuration'
    : 'deploy';
}

function resultOf(item: Members | undefined, status: ResultStatus, framework: string): Result | undefined {
  const id = asString(item?.check_id);
  if (!item || !id) return undefined;
  const aspect = aspectOf(framework);
  const file = pathOf(item.repo_file_path) ?? pathOf(item.file_path);
  const severity = asString(item.severity);
  const title = asString(item.check_name);
  if (aspect === 'secrets')
    return secretFinding({
      rule: id,
      title,
      file,
      status,
      severity: severityOf(severity),
      toolSeverity: severity,
    });
  return (
    weakness(item, status, severity) ??
    checkResult({
      id,
      title,
      status,
      severity,
      location: [file, place(item)].filter((part) => part !== undefined).join('#') || undefined,
      message: asString(member(item, 'check_result', 'suppress_comment')),
      aspect,
      // What it asks a code host for is how that is set up now.
      declared: !framework.endsWith('_configuration'),
    })
  );
}

/** A vulnerability of a package, where the check is one. */
function weakness(item: Members, status: ResultStatus, severity: string | undefined): Result | undefined {
  const details = asObject(item.vulnerability_details);
  const id = asString(details?.id);
  const name = asString(details?.package_name);
  if (!details || !id || !name) return undefined;
  return vulnerability({
    ids: [id],
    title: asString(details.description),
    package: { name, version: asString(details.package_version) },
    severity: severity ?? asString(details.severity),
    score: asNumber(details.cvss),
    fixed: asString(details.lowest_fixed_version),
    status,
  });
}

/** The resource inside its file; Dockerfiles' resources begin with the file's path. */
function place(item: Members): string | undefined {
  const resource = asString(item.resource_address) ?? asString(item.resource);
  const file = asString(item.file_path);
  if (resource === undefined) return undefined;
  const inside = file && resource.startsWith(`${file}.`) ? resource.slice(file.length + 1) : resource;
  return inside === '' ? undefined : oneLine(inside, 200);
}

function pathOf(value: unknown): string | undefined {
  const path = asString(value)?.replace(/^\/+/, '');
  return path ? oneLine(path, 300) : undefined;
}

function unparsed(value: unknown, framework: string): Result | undefined {
  const file = pathOf(value);
  return file === undefined
    ? undefined
    : checkResult({
        id: 'checkov:parsing-error',
        title: 'File could not be parsed',
        status: 'error',
        usual: 'low',
        location: file,
        aspect: aspectOf(framework),
        declared: true,
      });
}
