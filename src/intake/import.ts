import { createHash } from 'node:crypto';
import type { Limits } from '../formats/document.ts';
import type { CoverageRule } from '../model/model.ts';
import { formatInstant, type Instant } from '../records/instant.ts';
import { type Key, otherKey } from '../records/key.ts';
import type { Origin } from '../records/origin.ts';
import type { AssayRecord, Envelope, ResourceRef } from '../records/record.ts';
import { Refusal } from '../records/refusal.ts';
import type { DocumentRow } from '../store/rows.ts';
import type { Store, Writer } from '../store/store.ts';
import { type Attribution, attribution } from './attribute.ts';
import { content, keepContent } from './content.ts';
import { dating } from './dating.ts';
import type { Handed } from './handed.ts';
import { documentId, refuseSecondCosts } from './identity.ts';
import { appendToLog, documentFacts, type EvidenceSeal, evidenceSeal } from './log.ts';
import { keysOf } from './naming.ts';
import { type MapText, type Parse, type Parsed, parseHere } from './parse/parse.ts';
import { LISTED, tally } from './report.ts';
import type { DocumentReport, ImportResult } from './result.ts';
import { ensureSystem } from './systems.ts';
import { things } from './things.ts';
import { type Translator, translator } from './translate.ts';

/** How a document is handed in. */
export interface Intake {
  organization: string;
  origin: Origin;
  /** Now, by the caller's clock: when Assay learns of it. */
  learned: Instant;
  coverage: CoverageRule;
  /** The system's name, where the caller says whose it is; made where there is none of that name. */
  system?: string | undefined;
  /** When it happened, where the document does not say. */
  happened?: Instant | undefined;
  /** What was looked at, where the document does not say. */
  target?: ResourceRef | undefined;
  /** For scans: what the document dates counts as learned then. Never used for what is kept. */
  learnedAsRecorded?: boolean | undefined;
  limits?: Partial<Limits> | undefined;
  /** A map of columns to read it with. */
  map?: MapText | undefined;
  /** Ids of the systems that the caller may speak of; any where absent. */
  reach?: ReadonlySet<string> | undefined;
  /** What is to be committed together with the document. */
  after?:
    | ((writer: Writer, result: ImportResult, intake: Pick<Intake, 'origin' | 'learned'>) => Promise<void>)
    | undefined;
  /** Who reads the document; this thread where absent. */
  parse?: Parse | undefined;
  /** Called after each batch with the number of readings so far; may throw to cancel. */
  progress?: ((readings: number) => void) | undefined;
}

/**
 * Takes one document in, in one transaction: all of it or nothing. The same bytes, read in the same way, count
 * once. A refusal is kept, and returned, with its place and what to do next.
 */
export async function importDocument(store: Store, handed: Handed, intake: Intake): Promise<ImportResult> {
  try {
    return await store.write(intake.organization, async (writer) => {
      const result = await importInto(writer, handed, intake);
      await intake.after?.(writer, result, intake);
      return result;
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refuse(store, error, handed, intake);
  }
}

/** Keeps the refusal of what was handed in, and says it as a result. */
export async function refuse(
  store: Store,
  error: Refusal,
  handed: Handed,
  intake: Intake,
): Promise<ImportResult> {
  const refusal = error.at({ file: handed.path });
  await store.write(intake.organization, (writer) => writer.addRefusal(refusalRow(refusal, handed, intake)));
  const { code, message: why, place, next } = refusal;
  return { status: 'refused', path: handed.path, code, why, place, next };
}

/**
 * The same inside a transaction that the caller holds (many documents as one import).
 * @throws Refusal; the caller's transaction must then be given up
 */
export async function importInto(writer: Writer, handed: Handed, intake: Intake): Promise<ImportResult> {
  const id = await documentId(handed, intake.map);
  const known = await writer.document(id);
  if (known)
    return { status: 'known', report: reportOf(known, handed), learned: formatInstant(known.learned) };

  const system =
    intake.system === undefined ? undefined : await ensureSystem(writer, intake.system, intake.learned);
  const { happened, limits, map, parse = parseHere } = intake;
  const whole = wholeOf(intake, system?.id);
  const parsed = await parse(handed, { happened, limits, map, whole, digests: true });
  try {
    return await takeIn(writer, parsed, system?.id, id, handed, intake);
  } finally {
    await parsed.leave();
  }
}

async function takeIn(
  writer: Writer,
  parsed: Parsed,
  system: string | undefined,
  id: string,
  handed: Handed,
  intake: Intake,
): Promise<ImportResult> {
  const { adapter } = parsed;
  const rules = attribution(await writer.attributions());
  const row = documentRow(id, handed, adapter, intake);
  await writer.addDocument(row);
  const counts = tally(handed, adapter, intake.origin, intake.happened);
  const sealing = evidenceSeal();
  const done = await readInto(writer, parsed, intake, system, rules, id, handed, counts.see, sealing);
  withinReach(done.systems(), intake.reach);
  let closed = 0;
  for (const { tool, at, things: seen } of done.looked()) {
    if (seen.length === 0) continue;
    closed += await writer.closeResults({
      adapter: adapter.id,
      tool,
      things: seen,
      at,
      document: id,
    });
  }
  const report = counts.report();
  const complete = finished(row, report);
  await writer.finishDocument(complete);
  const facts = documentFacts(complete, intake.origin, complete.at, sealing.sealed());
  await appendToLog(writer, facts, complete.sha256);
  return { status: 'imported', report, systems: done.systems(), unowned: done.unowned(), closed };
}

/** @throws Refusal `forbidden` where a document speaks of a system that its sender must not speak of */
function withinReach(systems: readonly string[], reach: ReadonlySet<string> | undefined): void {
  const beyond = reach && systems.find((system) => !reach.has(system));
  if (beyond === undefined) return;
  throw new Refusal(
    'forbidden',
    `It speaks of the system "${beyond}", which is out of the sender’s reach.`,
    {},
    'Name a system within reach, or let an administrator widen the reach.',
  );
}

async function readInto(
  writer: Writer,
  { adapter, batches }: Parsed,
  intake: Intake,
  system: string | undefined,
  rules: Attribution,
  id: string,
  handed: Handed,
  see: ReturnType<typeof tally>['see'],
  sealing: EvidenceSeal,
): Promise<Translator> {
  const known = things(writer);
  const rows = translator(
    {
      document: id,
      path: handed.path,
      adapter: adapter.id,
      byHand: adapter.byHand,
      origin: intake.origin,
      learned: intake.learned,
      learnedAsRecorded: intake.learnedAsRecorded ?? false,
      system,
      target: intake.target,
      coverage: intake.coverage,
    },
    rules,
    known,
  );
  const clock = dating(intake.happened, intake.learned, handed.path, see);
  const said = content(intake.target);
  let count = 0;
  let costs = false;
  for await (const { readings, sum } of batches) {
    const records: (AssayRecord | Envelope)[] = [];
    const keys = new Set(intake.target?.keys ?? []);
    for (const reading of readings) {
      see(reading);
      if (reading.kind === 'problem') continue;
      if (reading.kind === 'cost' && !costs) {
        await refuseSecondCosts(writer, handed, id);
        costs = true;
      }
      records.push(reading);
      for (const key of keysOf(reading)) keys.add(key);
    }
    said.add(records, sum);
    await known.load(keys);
    for (const record of records) {
      if (record.kind === 'envelope') clock.begin(record, rows);
      else clock.add(record, rows);
    }
    await write(writer, rows, known.flush, sealing);
    count += readings.length;
    intake.progress?.(count);
  }
  clock.finish(rows);
  await rows.finish();
  await write(writer, rows, known.flush, sealing);
  await keepContent(writer, id, said, costs, intake.learned);
  return rows;
}

/** What the files of a document are in, as far as the caller says. */
function wholeOf({ target }: Intake, system: string | undefined): Key | undefined {
  if (target?.type === 'repository') return target.keys[0];
  return system === undefined ? undefined : otherKey('system', system);
}

async function write(
  writer: Writer,
  rows: Translator,
  flushThings: () => Promise<void>,
  sealing: EvidenceSeal,
): Promise<void> {
  await flushThings();
  const { evidence, sightings, results, costs, records } = rows.take();
  sealing.add(evidence);
  if (evidence.length > 0) await writer.addEvidence(evidence);
  if (sightings.length > 0) await writer.addSightings(sightings);
  if (results.length > 0) await writer.putResults(results);
  if (costs.length > 0) await writer.addCosts(costs);
  if (records.length > 0) await writer.addRecords(records);
}

function documentRow(id: string, handed: Handed, adapter: Parsed['adapter'], intake: Intake): DocumentRow {
  return {
    sha256: id,
    name: handed.path,
    bytes: handed.bytes,
    adapter: adapter.id,
    tool: adapter.id,
    toolVersion: undefined,
    at: intake.happened,
    learned: intake.learned,
    origin: intake.origin,
    records: {},
    findings: 0,
    problems: [],
    problemCount: 0,
  };
}

function finished(row: DocumentRow, report: DocumentReport): DocumentRow {
  return {
    ...row,
    tool: report.tool,
    at: report.at === null ? undefined : Date.parse(report.at),
    records: report.records,
    findings: report.findings,
    problems: report.problems.slice(0, LISTED),
    problemCount: report.problems.length + report.moreProblems,
  };
}

/** What is remembered of a document that came in before. */
function reportOf(row: DocumentRow, handed: Handed): DocumentReport {
  return {
    document: { path: handed.path, sha256: handed.sha256, bytes: row.bytes },
    adapter: row.adapter,
    tool: row.tool,
    at: row.at === undefined ? null : formatInstant(row.at),
    records: row.records,
    findings: row.findings,
    practices: [],
    morePractices: row.records.practice ?? 0,
    problems: row.problems,
    moreProblems: row.problemCount - row.problems.length,
  };
}

function refusalRow(refusal: Refusal, handed: Handed, intake: Intake) {
  const id = createHash('sha256').update(`${handed.sha256}\n${handed.path}\n${intake.learned}`).digest('hex');
  return {
    id: id.slice(0, 24),
    name: handed.path,
    sha256: handed.sha256,
    at: intake.learned,
    code: refusal.code,
    why: refusal.message,
    place: refusal.place,
    next: refusal.next,
    origin: intake.origin,
  };
}
