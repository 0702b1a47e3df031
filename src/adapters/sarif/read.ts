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
import type { Instant } from '../../records/instant.ts';
import type { Reading, Result, ResultStatus } from '../../records/record.ts';
import type { AspectId, Severity } from '../../records/words.ts';
import { severityOf, severityOfScore } from '../shared/severity.ts';
import { aspectOfTool } from './aspect.ts';

interface Rule {
  id: string;
  title: string | undefined;
  level: string | undefined;
  score: number | undefined;
}

interface Run {
  tool: string;
  version: string | undefined;
  aspect: AspectId;
  at: Instant | undefined;
  broken: boolean;
  rules: Map<string, Rule>;
  byIndex: Rule[];
  results: number;
}

/**
 * Results of each run (SARIF 2.1.0, OASIS). Rules and invocations may stand behind the results, so the runs'
 * heads are read first. Suppressed results are skipped ones; a run whose invocation failed is no practice.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readSarif(document: Document): AsyncGenerator<Reading> {
  const runs = await headsOf(document);
  let current = -1;
  for await (const { pointer, value, pattern } of streamJson(document, [
    '/runs/*/results/*',
    '/runs/*/tool/driver/name',
  ])) {
    const index = Number(pointer.split('/')[2]);
    const run = runs[index];
    if (!run || pattern !== '/runs/*/results/*') continue;
    if (index !== current) {
      current = index;
      yield envelope(run);
    }
    const result = resultOf(asObject(value), run);
    if (result) {
      run.results += 1;
      yield result;
    } else yield { kind: 'problem', where: pointer, why: 'expected a result with a ruleId or a message' };
  }
  for (const [index, run] of runs.entries()) {
    // One envelope a run, also for those that found nothing.
    if (index !== current || run.results === 0) yield envelope(run);
    if (run.broken)
      yield { kind: 'event', type: 'failed-run', aspect: run.aspect, title: `${run.tool} did not finish` };
    else
      yield {
        kind: 'practice',
        aspect: run.aspect,
        output: 'test',
        note: `${run.tool}: ${run.results} results`,
      };
  }
}

function envelope(run: Run): Reading {
  return {
    kind: 'envelope',
    tool: { name: run.tool, ...(run.version && { version: run.version }) },
    ...(run.at !== undefined && { at: run.at }),
    complete: !run.broken,
  };
}

async function headsOf(document: Document): Promise<Run[]> {
  const runs: Run[] = [];
  const at = (pointer: string): Run => {
    const index = Number(pointer.split('/')[2]);
    for (let next = runs.length; next <= index; next += 1) {
      runs.push({
        tool: 'SARIF',
        version: undefined,
        aspect: 'cicd',
        at: undefined,
        broken: false,
        rules: new Map(),
        byIndex: [],
        results: 0,
      });
    }
    return runs[index] as Run; // made just above
  };
  const patterns = [
    '/runs/*/tool/driver/name',
    '/runs/*/tool/driver/version',
    '/runs/*/tool/driver/semanticVersion',
    '/runs/*/tool/driver/rules/*',
    '/runs/*/tool/extensions/*/rules/*',
    '/runs/*/invocations/*',
  ];
  for await (const { pattern, pointer, value } of streamJson(document, patterns)) {
    const run = at(pointer);
    if (pattern.endsWith('/name')) {
      run.tool = asString(value) ?? run.tool;
      run.aspect = aspectOfTool(run.tool);
    } else if (pattern.endsWith('ersion')) run.version ??= asString(value);
    else if (pattern.endsWith('/invocations/*')) invocation(run, asObject(value));
    else rule(run, asObject(value), pattern.includes('/driver/'));
  }
  return runs;
}

function invocation(run: Run, value: Members | undefined): void {
  if (!value) return;
  const ended = asInstant(value['endTimeUtc']) ?? asInstant(value['startTimeUtc']);
  if (ended !== undefined && (run.at === undefined || ended > run.at)) run.at = ended;
  if (value['executionSuccessful'] === false) run.broken = true;
}

function rule(run: Run, value: Members | undefined, indexed: boolean): void {
  const id = asString(value?.['id']) ?? '';
  const made: Rule = {
    id,
    title: asString(member(value, 'shortDescription', 'text')) ?? asString(value?.['name']),
    level: asString(member(value, 'defaultConfiguration', 'level')),
    score: asNumber(member(value, 'properties', 'security-severity')),
  };
  if (indexed) run.byIndex.push(made);
  if (id) run.rules.set(id, made);
}

function resultOf(value: Members | undefined, run: Run): Result | undefined {
  if (!value) return undefined;
  const index = asNumber(value['ruleIndex']) ?? asNumber(member(value, 'rule', 'index'));
  const named = asString(value['ruleId']) ?? asString(member(value, 'rule', 'id'));
  const known =
    (named === undefined ? undefined : run.rules.get(named)) ??
    (index === undefined ? undefined : run.byIndex[index]);
  const id = named ?? known?.id;
  const message = asString(member(value, 'message', 'text'));
  if (!id && !message) return undefined;
  const level = asString(value['level']) ?? known?.level;
  const location = asString(
    member(asArray(value['locations'])[0], 'physicalLocation', 'artifactLocation', 'uri'),
  );
  const fingerprint = fingerprintOf(value);
  const secret = run.aspect === 'secrets';
  return {
    kind: 'result',
    aspect: run.aspect,
    rule: { id: id || 'unnamed', ...(known?.title && { title: known.title }) },
    status: statusOf(value),
    severity: severity(level, asNumber(member(value, 'properties', 'security-severity')) ?? known?.score),
    ...(level && { toolSeverity: level }),
    ...(location && { location }),
    ...(fingerprint && { fingerprint }),
    // A secret scanner may quote what it found.
    ...(message && !secret && { message: message.slice(0, 500) }),
  };
}

/** `kind` (section 3.27.9) and suppressions (3.27.23). */
function statusOf(value: Members): ResultStatus {
  const suppressed = asArray(value['suppressions']).some((each) => {
    const status = asString(member(each, 'status'));
    return status === undefined || status === 'accepted';
  });
  if (suppressed || value['baselineState'] === 'absent') return 'skipped';
  const kind = asString(value['kind']) ?? 'fail';
  if (kind === 'pass') return 'pass';
  return kind === 'fail' || kind === 'open' ? 'fail' : 'skipped';
}

function severity(level: string | undefined, score: number | undefined): Severity {
  if (score !== undefined) return severityOfScore(score);
  return severityOf(level ?? 'warning') ?? 'medium';
}

function fingerprintOf(value: Members): string | undefined {
  for (const name of ['fingerprints', 'partialFingerprints']) {
    const prints = asObject(value[name]);
    if (!prints) continue;
    const parts = Object.keys(prints)
      .sort()
      .map((key) => `${key}=${String(prints[key])}`);
    if (parts.length > 0) return parts.join(';');
  }
  return undefined;
}
