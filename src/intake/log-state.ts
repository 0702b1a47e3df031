import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Reader, Writer } from '../store/store.ts';

const NOTE = 'log';

const Signed = z.object({ size: z.number(), note: z.string() });

/** What an organization remembers of its own log. */
const LogState = z.object({
  /** Names the log, for ever. */
  origin: z.string(),
  /** First to last: which of the keys made from the installation's key, and from which size on it signs. */
  keys: z.array(z.object({ count: z.number(), from: z.number() })).min(1),
  handovers: z.array(z.object({ leaf: z.string(), proof: z.string() })),
  /** The newest checkpoint, signed by the log alone. */
  checkpoint: Signed.nullable(),
  /** The newest checkpoint that a witness countersigned, with every such signature. */
  cosigned: Signed.nullable().default(null),
});
export type LogState = z.output<typeof LogState>;

/** Undefined before the first leaf. */
export async function logState(reader: Reader): Promise<LogState | undefined> {
  const text = await reader.note(NOTE);
  return text === undefined ? undefined : LogState.parse(JSON.parse(text));
}

export async function putLogState(writer: Writer, state: LogState): Promise<void> {
  await writer.putNote(NOTE, JSON.stringify(state));
}

/** The state of a log, which is named where it is not yet: no two logs may ever have the same name. */
export async function namedLog(writer: Writer): Promise<LogState> {
  const known = await logState(writer);
  if (known) return known;
  const organization = (await writer.organization())?.id ?? '';
  // An organization's id alone is not enough: one that was removed and made anew is another.
  const origin = `assay-${randomBytes(8).toString('hex')}/${organization}`;
  const state: LogState = {
    origin,
    keys: [{ count: 1, from: 0 }],
    handovers: [],
    checkpoint: null,
    cosigned: null,
  };
  await putLogState(writer, state);
  return state;
}
