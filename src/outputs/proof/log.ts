import { hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { appendToLog } from '../../intake/log.ts';
import { signCheckpoint } from '../../ledger/checkpoint.ts';
import { privateKey } from '../../ledger/ed25519.ts';
import { type Handover, handoverFacts } from '../../ledger/handover.ts';
import { ED25519, type NamedKey, namedKey, noteSigner, writeVerifierKey } from '../../ledger/note-keys.ts';
import { writeProof } from '../../ledger/proof.ts';
import { TILE_WIDTH, tileNodes } from '../../ledger/tiles.ts';
import { EMPTY_ROOT, inclusionProof, type Nodes, treeRoot } from '../../ledger/tree.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Reader, Store } from '../../store/store.ts';

const NOTE = 'log';

/** What an organization remembers of its own log. */
const LogState = z.object({
  /** Names the log, for ever. */
  origin: z.string(),
  /** First to last: which of the keys made from the installation's key, and from which size on it signs. */
  keys: z.array(z.object({ count: z.number(), from: z.number() })).min(1),
  handovers: z.array(z.object({ leaf: z.string(), proof: z.string() })),
  /** The newest checkpoint, signed. */
  checkpoint: z.object({ size: z.number(), note: z.string() }).nullable(),
});
type LogState = z.output<typeof LogState>;

/** A log as others may check it. */
export interface PublishedLog {
  origin: string;
  size: number;
  /** The signed checkpoint of everything in the log. */
  checkpoint: string;
  /** `name+id+key` of the first key: what to write down somewhere else. */
  key: string;
  handovers: readonly Handover[];
}

/**
 * The signed checkpoint of an organization's log as it is now; signs one where the newest does not cover all.
 * @param key the installation's key, from which the log's keys are made
 */
export async function publishLog(store: Store, organization: string, key: Buffer): Promise<PublishedLog> {
  const reader = store.reader(organization);
  const state = await stateOf(reader);
  const size = await reader.logSize();
  if (state?.checkpoint && state.checkpoint.size === size) return published(state, organization, key, size);
  const signed = await store.write(organization, async (writer) => {
    const present = (await stateOf(writer)) ?? newState(organization);
    const now = await writer.logSize();
    const root = now === 0 ? EMPTY_ROOT : treeRoot(await logNodes(writer, now), now);
    const after = {
      ...present,
      checkpoint: { size: now, note: sign(present, organization, key, now, root) },
    };
    await writer.putNote(NOTE, JSON.stringify(after));
    return after;
  });
  return published(signed, organization, key, signed.checkpoint?.size ?? 0);
}

/**
 * Goes over to another key: the log says so itself, and the key before signs for it, so that whoever knows the
 * first key can follow.
 */
export async function rotateLogKey(store: Store, organization: string, key: Buffer): Promise<PublishedLog> {
  await store.write(organization, async (writer) => {
    const state = (await stateOf(writer)) ?? newState(organization);
    const count = (state.keys[state.keys.length - 1]?.count ?? 0) + 1;
    await appendToLog(writer, handoverFacts(keyOf(state.origin, organization, key, count)));
    const size = await writer.logSize();
    const nodes = await logNodes(writer, size);
    const note = sign(state, organization, key, size, treeRoot(nodes, size));
    const [leaf] = await writer.leaves(size - 1, 1);
    const proof = writeProof({
      index: size - 1,
      path: inclusionProof(nodes, size - 1, size),
      checkpoint: note,
    });
    const after: LogState = {
      origin: state.origin,
      keys: [...state.keys, { count, from: size }],
      handovers: [...state.handovers, { leaf: leaf?.data ?? '', proof }],
      checkpoint: { size, note },
    };
    await writer.putNote(NOTE, JSON.stringify(after));
  });
  return publishLog(store, organization, key);
}

/** The tiles of a log of `size` leaves, read at once; a log of a million leaves has 4,000 of 8 KiB. */
export async function logNodes(reader: Reader, size: number): Promise<Nodes> {
  const tiles = new Map<string, Uint8Array>();
  let width = size;
  for (let level = 0; width > 0; level += 1) {
    for (let index = 0; index * TILE_WIDTH < width; index += 1) {
      const hashes = await reader.logTile(level, index);
      if (hashes) tiles.set(`${level}/${index}`, hashes);
    }
    width = Math.floor(width / TILE_WIDTH);
  }
  return tileNodes((level, index) => tiles.get(`${level}/${index}`), size);
}

function sign(state: LogState, organization: string, key: Buffer, size: number, root: Buffer): string {
  // At the size at which a key begins, the one before it has signed already.
  const present = state.keys.filter(({ from }) => from < size || from === 0).at(-1);
  const named = keyOf(state.origin, organization, key, present?.count ?? 1);
  return signCheckpoint({ origin: state.origin, size, root }, [noteSigner(named.name, named.key)]);
}

function published(state: LogState, organization: string, key: Buffer, size: number): PublishedLog {
  const { origin, keys, handovers, checkpoint } = state;
  const first = keyOf(origin, organization, key, keys[0]?.count ?? 1);
  if (!checkpoint) throw new Refusal('store', 'The log has no checkpoint.');
  return { origin, size, checkpoint: checkpoint.note, key: writeVerifierKey(first), handovers };
}

/** Keys are made from the installation's key and a count, so that none of them is kept. */
function keyOf(origin: string, organization: string, key: Buffer, count: number): NamedKey {
  const seed = Buffer.from(hkdfSync('sha256', key, '', `assay log\n${organization}\n${count}`, 32));
  return namedKey(origin, ED25519, privateKey(seed));
}

function newState(organization: string): LogState {
  // No two logs may ever have the same name; an organization's id alone is not enough for that.
  const origin = `assay-${randomBytes(8).toString('hex')}/${organization}`;
  return { origin, keys: [{ count: 1, from: 0 }], handovers: [], checkpoint: null };
}

/** The newest checkpoint that was signed, as a note. */
export async function newestCheckpoint(reader: Reader): Promise<string | undefined> {
  return (await stateOf(reader))?.checkpoint?.note;
}

async function stateOf(reader: Reader): Promise<LogState | undefined> {
  const text = await reader.note(NOTE);
  return text === undefined ? undefined : LogState.parse(JSON.parse(text));
}
