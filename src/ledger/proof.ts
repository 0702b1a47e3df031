import { Refusal } from '../records/refusal.ts';
import { decodeBase64 } from './base64.ts';
import { type CheckpointPolicy, type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts';
import { MAX_NOTE_BYTES, utf8 } from './note.ts';
import { isSize, readSize } from './ranges.ts';
import { HASH_BYTES, verifyInclusion } from './tree.ts';

/** That a leaf is in a log, in one file that needs nothing else but the log's keys. (C2SP tlog-proof) */
export interface Proof {
  /** Of the leaf; the first is 0. */
  index: number;
  /** From the leaf's sibling up, 32 bytes each. */
  path: readonly Buffer[];
  /** The signed checkpoint, as its log and witnesses signed it. */
  checkpoint: string;
  /** Anything at all; nobody signed it. */
  extra?: Buffer;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
const MAX_PROOF_BYTES = 2 * MAX_NOTE_BYTES;
// A tree of 2^63 leaves, the largest that the formats know, is no higher.
const MAX_PATH = 63;

/** Writes a proof; its file is called `.tlog-proof`. (C2SP tlog-proof, Format) @throws Refusal usage */
export function writeProof({ index, path, checkpoint, extra }: Proof): string {
  if (!isSize(index) || path.length > MAX_PATH || path.some((hash) => hash.length !== HASH_BYTES)) {
    throw new Refusal('usage', 'A proof needs the index of a leaf and a path of hashes of 32 bytes.');
  }
  const lines = [HEADER];
  if (extra && extra.length > 0) lines.push(`extra ${extra.toString('base64')}`);
  lines.push(`index ${index}`, ...path.map((hash) => hash.toString('base64')));
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/**
 * Takes a proof apart, without believing any of it.
 * @throws Refusal too-large, encoding, malformed
 */
export function readProof(proof: string | Uint8Array): Proof {
  const text = utf8(proof, MAX_PROOF_BYTES, 'A proof');
  const cut = text.indexOf('\n\n');
  if (cut < 0) throw malformed('no checkpoint after a blank line');
  const [header, ...lines] = text.slice(0, cut).split('\n');
  if (header !== HEADER) throw malformed(`"${HEADER}" is not its first line`);
  let extra: Buffer | undefined;
  if (lines[0]?.startsWith('extra ')) {
    extra = decodeBase64(lines[0].slice('extra '.length));
    if (!extra || extra.length === 0) throw malformed('its extra data is not Base 64');
    lines.shift();
  }
  const [place = '', ...hashes] = lines;
  const index = place.startsWith('index ') ? readSize(place.slice('index '.length)) : undefined;
  if (index === undefined) throw malformed('it does not say which leaf it is of');
  if (hashes.length > MAX_PATH) throw malformed('its path is longer than any tree is high');
  return { index, path: hashes.map(readHash), checkpoint: text.slice(cut + 2), ...(extra && { extra }) };
}

/**
 * Checks that a leaf is in a log: with no network, no database and no account.
 * @param leaf hash of the leaf, 32 bytes; compute it from the leaf's data where that is not erased
 * @param policy the log and its keys, known beforehand: never taken from beside the proof
 * @returns where the leaf is, and the checkpoint that it is under
 * @throws Refusal as `readProof` and `openCheckpoint`; proof where the leaf is not there
 */
export function verifyProof(
  proof: string | Uint8Array,
  leaf: Uint8Array,
  policy: CheckpointPolicy,
): { index: number; checkpoint: OpenedCheckpoint } {
  const { index, path, checkpoint: note } = readProof(proof);
  const checkpoint = openCheckpoint(note, policy);
  verifyInclusion(leaf, index, checkpoint.size, path, checkpoint.root);
  return { index, checkpoint };
}

function readHash(line: string): Buffer {
  const hash = decodeBase64(line);
  if (hash?.length !== HASH_BYTES) throw malformed('a line of its path is no hash');
  return hash;
}

function malformed(why: string): Refusal {
  return new Refusal('malformed', `This is no proof: ${why}.`);
}
