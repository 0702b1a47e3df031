import type { AllowList } from '../../outbound/address.ts';
import type { Sender } from '../../outbound/send.ts';
import { keepCosignature } from '../../outputs/proof/log.ts';
import { type WitnessState, witnessState } from '../../outputs/proof/witnesses.ts';
import { Refusal } from '../../records/refusal.ts';
import type { WitnessRow } from '../../store/planning.ts';
import type { Store, Writer } from '../../store/store.ts';
import { type SourceOf, tell } from '../sending/events.ts';
import { handToWitness } from './assay.ts';
import { handToGit } from './git.ts';
import { type HandedLog, handedLog } from './log.ts';
import { handToWebhook } from './webhook.ts';

/** What handing over is done with. */
export interface HandingParts {
  store: Store;
  /** The installation's key. */
  key: Buffer;
  now: () => number;
  source: SourceOf;
  allow: AllowList;
  resolve?: Sender['resolve'];
}

/** One checkpoint on its way to one witness. */
export interface Handing extends Omit<HandingParts, 'store' | 'now'> {
  organization: string;
  row: WitnessRow;
  log: HandedLog;
  /** What the witness was last shown. */
  seen: { size: number } | undefined;
  at: number;
  signal?: AbortSignal;
}

/**
 * Brings a checkpoint to a witness of one kind.
 * @returns what it answered; `line`: its countersignature
 * @throws Refusal proof where it holds another history; else what did not work
 */
export type Hand = (handing: Handing) => Promise<{ answer: string | null; line?: string }>;

const HANDS: Readonly<Record<WitnessRow['kind'], Hand>> = {
  git: handToGit,
  webhook: handToWebhook,
  assay: handToWitness,
};

/**
 * Hands the newest checkpoint to a witness, and keeps what became of it. A witness that holds another history is
 * an alarm, told once.
 * @returns undefined where the witness was removed
 */
export async function handOver(
  { store, now, ...parts }: HandingParts,
  organization: string,
  id: string,
  signal?: AbortSignal,
): Promise<WitnessState | undefined> {
  const row = await find(store.reader(organization).witnesses(), id);
  if (!row) return undefined;
  const before = witnessState(row);
  const log = await handedLog(store, organization, parts.key);
  const at = now();
  let state: WitnessState;
  let line: string | undefined;
  try {
    const seen = before?.seen ?? undefined;
    const done = await HANDS[row.kind]({
      ...parts,
      organization,
      row,
      log,
      seen,
      at,
      ...(signal && { signal }),
    });
    const { size, root } = log;
    line = done.line;
    state = {
      tried: at,
      seen: { at, size, root: root.toString('base64'), answer: done.answer },
      failures: 0,
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    state = failed(before, error, at);
  }
  return store.write(organization, async (writer) => {
    const present = await find(writer.witnesses(), id);
    // It may have been removed while it was asked.
    if (!present) return undefined;
    await writer.putWitness({ ...present, state: JSON.stringify(state) });
    if (line !== undefined) await keepCosignature(writer, log.own, line);
    if (state.problem?.kind === 'forked' && before?.problem?.kind !== 'forked')
      await alarm(writer, parts.source(organization), at, row, log.origin, state.problem.why);
    return state;
  });
}

async function alarm(
  writer: Writer,
  source: string,
  at: number,
  { id, name }: WitnessRow,
  origin: string,
  why: string,
): Promise<void> {
  const data = { witness: { id, name }, origin, why };
  await tell(writer, await writer.subscriptions(), source, at, 'dev.assay.log.forked', data);
}

function failed(
  before: WitnessState | undefined,
  { code, message, next }: Refusal,
  at: number,
): WitnessState {
  const kind = code === 'proof' ? 'forked' : 'failed';
  // An alarm stays until the witness takes a checkpoint again: being away ends none.
  if (kind === 'failed' && before?.problem?.kind === 'forked')
    return { ...before, tried: at, failures: before.failures + 1 };
  const since = before?.problem?.kind === kind ? before.problem.since : at;
  return {
    tried: at,
    seen: before?.seen ?? null,
    failures: (before?.failures ?? 0) + 1,
    problem: { kind, since, why: message, next },
  };
}

async function find(rows: Promise<WitnessRow[]>, id: string): Promise<WitnessRow | undefined> {
  return (await rows).find((row) => row.id === id);
}
