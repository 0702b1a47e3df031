import { createHash, hkdfSync } from 'node:crypto';
import { z } from 'zod';
import { decodeBase64 } from '../../ledger/base64.ts';
import { type CheckpointPolicy, openCheckpoint, readCheckpoint } from '../../ledger/checkpoint.ts';
import { cosigner } from '../../ledger/cosignature.ts';
import { privateKey } from '../../ledger/ed25519.ts';
import { followHandovers } from '../../ledger/handover.ts';
import { readLeaf } from '../../ledger/leaf.ts';
import { readNote } from '../../ledger/note.ts';
import {
  COSIGNATURE,
  ED25519,
  type NamedKey,
  namedKey,
  noteVerifier,
  readVerifierKey,
} from '../../ledger/note-keys.ts';
import { readSize } from '../../ledger/ranges.ts';
import { countersign } from '../../ledger/witness.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Reader, Store, Writer } from '../../store/store.ts';

const NOTE = 'watched';
/** Logs that one organization may watch: they are kept in one note. */
const MOST = 200;

const Watched = z.object({
  origin: z.string(),
  name: z.string(),
  /** First to last: `name+id+key`, and from which size on it signs. */
  keys: z.array(z.object({ key: z.string(), from: z.number() })).min(1),
  added: z.number(),
  /** The head that was countersigned last; the root in base64. */
  seen: z.object({ at: z.number(), size: z.number(), root: z.string() }).nullable(),
  /** A checkpoint that the log signed and that was not shown to continue what was seen: the newest such. */
  refused: z.object({ at: z.number(), size: z.number(), note: z.string() }).nullable(),
});
/** A log of somebody else that is watched here. */
export type WatchedLog = z.output<typeof Watched>;
const Note = z.object({ logs: z.array(Watched) });

/** By name. */
export async function watchedLogs(reader: Reader): Promise<WatchedLog[]> {
  const text = await reader.note(NOTE);
  return text === undefined ? [] : Note.parse(JSON.parse(text)).logs;
}

/** An id of a watched log for addresses: its origin holds slashes. */
export function watchedId(origin: string): string {
  return createHash('sha256').update(origin).digest('hex').slice(0, 24);
}

/**
 * Watches a log from now on; a further key of one that is watched signs from what was seen last on.
 * @param text `name+id+key` of the log
 * @throws Refusal malformed, usage
 */
export async function watchLog(writer: Writer, text: string, name: string, at: number): Promise<WatchedLog> {
  const { name: origin, type } = readVerifierKey(text);
  if (type !== ED25519)
    throw new Refusal('usage', 'That is a witness’s key, not a log’s.', {}, 'Take the one of: assay log');
  const logs = await watchedLogs(writer);
  const before = logs.find((log) => log.origin === origin);
  if (!before && logs.length >= MOST)
    throw new Refusal('too-large', `${MOST} logs are watched here, and no more can be.`);
  const after: WatchedLog = before
    ? { ...before, name, keys: withKey(before, text) }
    : { origin, name, keys: [{ key: text, from: 0 }], added: at, seen: null, refused: null };
  await put(writer, [...logs.filter((log) => log !== before), after]);
  return after;
}

function withKey({ keys, seen }: WatchedLog, text: string): WatchedLog['keys'] {
  if (keys.some(({ key }) => key === text)) return keys;
  return [...keys, { key: text, from: seen?.size ?? 0 }];
}

/**
 * Follows a log to its newest key, as its first one signed for it. (src/ledger/handover.ts)
 * @returns false where the log is not watched
 * @throws Refusal as `followHandovers`; proof where it is not the log's known keys that go on
 */
export async function followLog(
  writer: Writer,
  origin: string,
  handovers: readonly { leaf: string; proof: string }[],
): Promise<boolean> {
  const logs = await watchedLogs(writer);
  const log = logs.find((each) => each.origin === origin);
  const [first] = log?.keys ?? [];
  if (!log || !first) return false;
  const { name, key } = readVerifierKey(first.key);
  const known = followHandovers(
    { origin, keys: [{ verifier: noteVerifier(name, key), from: 0 }] },
    handovers,
  );
  const named = handovers.map(({ leaf }) => String(readLeaf(leaf).facts['key']));
  const keys = [first, ...named.map((each, index) => ({ key: each, from: known[index + 1]?.from ?? 0 }))];
  // Who stole an early key could sign for other successors: what is known already stays.
  if (log.keys.some((each, at) => each.key !== keys[at]?.key))
    throw new Refusal('proof', 'These are not the keys that are known of this log, and more.');
  await put(writer, [...logs.filter((each) => each !== log), { ...log, keys }]);
  return true;
}

/** @returns false where it is not watched */
export async function unwatchLog(writer: Writer, id: string): Promise<boolean> {
  const logs = await watchedLogs(writer);
  const left = logs.filter(({ origin }) => watchedId(origin) !== id);
  if (left.length < logs.length) await put(writer, left);
  return left.length < logs.length;
}

/** The key with which an organization countersigns the logs of others, made from the installation's key. */
export function witnessKey(key: Buffer, organization: string): NamedKey {
  const seed = Buffer.from(hkdfSync('sha256', key, '', `assay witness\n${organization}`, 32));
  return namedKey(`assay-witness-${witnessId(key, organization)}`, COSIGNATURE, privateKey(seed));
}

/** Names an organization as a witness, in addresses too: it tells nobody what the organization is called. */
export function witnessId(key: Buffer, organization: string): string {
  return Buffer.from(hkdfSync('sha256', key, '', `assay witness id\n${organization}`, 10)).toString('hex');
}

/** What a witness says to a checkpoint, in the statuses of C2SP tlog-witness. */
export type WitnessAnswer =
  | { status: 200; line: string }
  /** Another head was seen last: of so many leaves. */
  | { status: 409; size: number }
  | { status: 400 | 403 | 404 | 422; why: string };

/**
 * Countersigns a checkpoint that continues the one before, and remembers it; a signed one that is not shown to is
 * remembered too. (C2SP tlog-witness, add-checkpoint)
 * @param body `old SIZE`, hashes of the consistency proof, a blank line, the checkpoint
 */
export async function addCheckpoint(
  store: Store,
  organization: string,
  key: Buffer,
  body: string,
  at: number,
): Promise<WitnessAnswer> {
  const read = readRequest(body);
  if (!read) return { status: 400, why: 'This is no request as C2SP tlog-witness has it.' };
  const { old, proof, note, origin, size } = read;
  if (old > size) return { status: 400, why: `The checkpoint has ${size} leaves, and the old one ${old}.` };
  const isThat = (log: WatchedLog) => log.origin === origin;
  // Strangers are answered without holding up those who write.
  if (!(await watchedLogs(store.reader(organization))).some(isThat)) return UNKNOWN;
  return store.write(organization, async (writer): Promise<WitnessAnswer> => {
    const logs = await watchedLogs(writer);
    const log = logs.find(isThat);
    if (!log) return UNKNOWN;
    const policy = policyOf(log, note);
    if (!policy) return { status: 403, why: 'No key that is known of this log signed the checkpoint.' };
    const seen = log.seen && { size: log.seen.size, root: Buffer.from(log.seen.root, 'base64') };
    if (old !== (seen?.size ?? 0)) return { status: 409, size: seen?.size ?? 0 };
    const keep = (changed: Partial<WatchedLog>) =>
      put(writer, [...logs.filter((each) => each !== log), { ...log, ...changed }]);
    const named = witnessKey(key, organization);
    try {
      const signer = cosigner(named.name, named.key, at);
      const { line, head } = countersign(note, proof, seen ?? undefined, policy, signer);
      await keep({ seen: { at, size: head.size, root: head.root.toString('base64') } });
      return { status: 200, line };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await keep({ refused: { at, size, note } });
      // Of the same size with another root: the standard answers that as a conflict.
      return old === size && size > 0 ? { status: 409, size } : { status: 422, why: error.message };
    }
  });
}

const UNKNOWN: WitnessAnswer = { status: 404, why: 'This log is not watched here.' };

/** How a checkpoint of the log is checked; undefined where the key of its size did not sign this one. */
function policyOf({ origin, keys }: WatchedLog, note: string): CheckpointPolicy | undefined {
  const policy = {
    origin,
    keys: keys.map(({ key: text, from }) => {
      const { name, key } = readVerifierKey(text);
      return { verifier: noteVerifier(name, key), from };
    }),
  };
  try {
    openCheckpoint(note, policy);
    return policy;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function readRequest(body: string) {
  const cut = body.indexOf('\n\n');
  if (cut < 0) return undefined;
  const [first = '', ...hashes] = body.slice(0, cut).split('\n');
  const old = first.startsWith('old ') ? readSize(first.slice(4)) : undefined;
  const proof = hashes.map(decodeBase64);
  if (old === undefined || hashes.length > 63 || !proof.every((hash) => hash?.length === 32))
    return undefined;
  const note = body.slice(cut + 2);
  try {
    const { origin, size } = readCheckpoint(readNote(note).text);
    return { old, proof: proof.filter((hash) => hash !== undefined), note, origin, size };
  } catch {
    return undefined;
  }
}

async function put(writer: Writer, logs: WatchedLog[]): Promise<void> {
  logs.sort((a, b) => (a.name < b.name ? -1 : 1));
  await writer.putNote(NOTE, JSON.stringify({ logs }));
}
