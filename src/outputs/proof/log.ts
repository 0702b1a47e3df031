import { hkdfSync } from 'node:crypto';
import { appendToLog } from '../../intake/log.ts';
import { type LogState, logState, namedLog, putLogState } from '../../intake/log-state.ts';
import { readCheckpoint, signCheckpoint } from '../../ledger/checkpoint.ts';
import { privateKey } from '../../ledger/ed25519.ts';
import { type Handover, handoverFacts } from '../../ledger/handover.ts';
import type { LogKey } from '../../ledger/keys.ts';
import { readNote } from '../../ledger/note.ts';
import {
  ED25519,
  type NamedKey,
  namedKey,
  noteSigner,
  noteVerifier,
  writeVerifierKey,
} from '../../ledger/note-keys.ts';
import { writeProof } from '../../ledger/proof.ts';
import { TILE_WIDTH, tileNodes } from '../../ledger/tiles.ts';
import { EMPTY_ROOT, inclusionProof, type Nodes, treeRoot } from '../../ledger/tree.ts';
import type { Reader, Store, Writer } from '../../store/store.ts';

/** A log as others may check it. */
export interface PublishedLog {
  origin: string;
  size: number;
  /** The signed checkpoint of everything in the log, with the countersignatures that it has. */
  checkpoint: string;
  /** The same, signed by the log alone: what a witness is handed. */
  own: string;
  /** The newest checkpoint that a witness countersigned; it may be shorter than the log. */
  cosigned: { size: number; note: string } | undefined;
  /** `name+id+key` of the first key: what to write down somewhere else. */
  key: string;
  /** All keys, first to last, and from which size on each signs. */
  keys: readonly LogKey[];
  handovers: readonly Handover[];
}

/**
 * The signed checkpoint of an organization's log as it is now; keeps one where the newest does not cover all.
 * @param key the installation's key, from which the log's keys are made
 */
export async function publishLog(store: Store, organization: string, key: Buffer): Promise<PublishedLog> {
  const reader = store.reader(organization);
  const before = await logState(reader);
  const size = await reader.logSize();
  if (before?.checkpoint && before.checkpoint.size === size)
    return published(before, organization, key, before.checkpoint);
  return store.write(organization, async (writer) => {
    const present = await namedLog(writer);
    const checkpoint = await signedNow(writer, present, organization, key);
    await putLogState(writer, { ...present, checkpoint });
    return published(present, organization, key, checkpoint);
  });
}

/**
 * The same without keeping anything; undefined while there is no log. Signing again what was signed gives the
 * same checkpoint, letter for letter.
 */
export async function readLog(
  reader: Reader,
  organization: string,
  key: Buffer,
): Promise<PublishedLog | undefined> {
  const state = await logState(reader);
  if (!state) return undefined;
  const size = await reader.logSize();
  const kept = state.checkpoint?.size === size ? state.checkpoint : undefined;
  return published(state, organization, key, kept ?? (await signedNow(reader, state, organization, key)));
}

/**
 * Adds a witness's signature to the checkpoint that it was made for.
 * @param own the checkpoint as it was handed over
 * @param line what the witness answered, with its newline: verified before
 */
export async function keepCosignature(writer: Writer, own: string, line: string): Promise<void> {
  const state = await namedLog(writer);
  const { size } = readCheckpoint(readNote(own).text);
  if (state.cosigned && state.cosigned.size > size) return;
  const base = state.cosigned?.size === size ? state.cosigned.note : own;
  const [, name = ''] = line.split(' ');
  // One signature of each witness is enough: its newest.
  const others = base.split('\n').filter((each) => !each.startsWith(`— ${name} `));
  await putLogState(writer, { ...state, cosigned: { size, note: `${others.join('\n')}${line}` } });
}

/**
 * Goes over to another key: the log says so itself, and the key before signs for it, so that whoever knows the
 * first key can follow.
 */
export async function rotateLogKey(store: Store, organization: string, key: Buffer): Promise<PublishedLog> {
  await store.write(organization, async (writer) => {
    const state = await namedLog(writer);
    const count = (state.keys[state.keys.length - 1]?.count ?? 0) + 1;
    await appendToLog(writer, handoverFacts(keyOf(state.origin, organization, key, count)));
    const size = await writer.logSize();
    const nodes = await logNodes(writer, size, []);
    const note = sign(state, organization, key, size, treeRoot(nodes, size));
    const [leaf] = await writer.leaves(size - 1, 1);
    const proof = writeProof({
      index: size - 1,
      path: inclusionProof(nodes, size - 1, size),
      checkpoint: note,
    });
    await putLogState(writer, {
      ...state,
      keys: [...state.keys, { count, from: size }],
      handovers: [...state.handovers, { leaf: leaf?.data ?? '', proof }],
      checkpoint: { size, note },
    });
  });
  return publishLog(store, organization, key);
}

/**
 * The tiles of a log of `size` leaves, read at once: a log of a million leaves has 4,000 of 8 KiB.
 * @param near leaves that something is proved of, and last leaves of smaller trees that it is proved under: only
 *   the few tiles beside their paths are read. All, where absent
 */
export async function logNodes(reader: Reader, size: number, near?: readonly number[]): Promise<Nodes> {
  const tiles = new Map<string, Uint8Array>();
  let width = size;
  let reach = TILE_WIDTH;
  for (let level = 0; width > 0; level += 1) {
    const last = Math.ceil(width / TILE_WIDTH);
    const wanted = near
      ? new Set([...near, size - 1].map((leaf) => Math.floor(leaf / reach)))
      : Array.from({ length: last }, (_, index) => index);
    for (const index of wanted) {
      const hashes = index >= 0 && index < last ? await reader.logTile(level, index) : undefined;
      if (hashes) tiles.set(`${level}/${index}`, hashes);
    }
    width = Math.floor(width / TILE_WIDTH);
    reach *= TILE_WIDTH;
  }
  return tileNodes((level, index) => tiles.get(`${level}/${index}`), size);
}

function sign(state: LogState, organization: string, key: Buffer, size: number, root: Buffer): string {
  // At the size at which a key begins, the one before it has signed already.
  const present = state.keys.filter(({ from }) => from < size || from === 0).at(-1);
  const named = keyOf(state.origin, organization, key, present?.count ?? 1);
  return signCheckpoint({ origin: state.origin, size, root }, [noteSigner(named.name, named.key)]);
}

async function signedNow(reader: Reader, state: LogState, organization: string, key: Buffer) {
  const size = await reader.logSize();
  const root = size === 0 ? EMPTY_ROOT : treeRoot(await logNodes(reader, size, []), size);
  return { size, note: sign(state, organization, key, size, root) };
}

function published(
  { origin, keys, handovers, cosigned }: LogState,
  organization: string,
  key: Buffer,
  { size, note }: { size: number; note: string },
): PublishedLog {
  const named = keys.map(({ count, from }) => ({ named: keyOf(origin, organization, key, count), from }));
  const [first] = named;
  if (!first) throw new TypeError('a log without a key'); // its schema asks for one
  return {
    origin,
    size,
    checkpoint: cosigned?.size === size ? cosigned.note : note,
    own: note,
    cosigned: cosigned ?? undefined,
    key: writeVerifierKey(first.named),
    keys: named.map((each) => ({ verifier: noteVerifier(each.named.name, each.named.key), from: each.from })),
    handovers,
  };
}

/** Keys are made from the installation's key and a count, so that none of them is kept. */
function keyOf(origin: string, organization: string, key: Buffer, count: number): NamedKey {
  const seed = Buffer.from(hkdfSync('sha256', key, '', `assay log\n${organization}\n${count}`, 32));
  return namedKey(origin, ED25519, privateKey(seed));
}

/** The newest checkpoint that was signed, as a note. */
export async function newestCheckpoint(reader: Reader): Promise<string | undefined> {
  return (await logState(reader))?.checkpoint?.note;
}
