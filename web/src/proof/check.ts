/** What is checked, as `GET /documents/SHA256/proof` answers it. */
export interface Proved {
  leaf: string | null;
  /** Base64, as are the hashes of the path. */
  hash: string;
  index: number;
  path: readonly string[];
  /** C2SP tlog-proof: the signed checkpoint is taken from here. */
  proof: string;
  /** `name+id+key` of the log. */
  key: string;
}

/** Whether something holds; `unknown` where it cannot be told here. */
export type Holds = 'yes' | 'no' | 'unknown';

export interface Checked {
  /** The leaf's hash is that of what it says; unknown where that was erased. */
  leaf: Holds;
  /** The leaf is under the checkpoint's root. */
  path: Holds;
  /** The log's first key signed the checkpoint; unknown where a later one did, or the browser cannot check. */
  signature: Holds;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Checks a proof in this browser, with its own cryptography: no server is asked. (RFC 9162, 2.1.3.2) */
export async function checkProof(proved: Proved): Promise<Checked> {
  // Browsers have it on https and on this machine only.
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (!subtle) return { leaf: 'unknown', path: 'unknown', signature: 'unknown' };
  const [text, signatures] = checkpointOf(proved.proof);
  const [, size = '', root = ''] = text.split('\n');
  return {
    leaf: proved.leaf === null ? 'unknown' : holds(await leafHash(subtle, proved.leaf), proved.hash),
    path: holds(await climb(subtle, proved, Number(size)), root),
    signature: await isSigned(subtle, text, signatures, proved.key),
  };
}

/** The text of a note and the lines of its signatures. */
function checkpointOf(proof: string): [string, string[]] {
  const note = proof.slice(proof.indexOf('\n\n') + 2);
  const cut = note.indexOf('\n\n');
  return [note.slice(0, cut + 1), note.slice(cut + 2).split('\n')];
}

function holds(hash: Bytes | undefined, wanted: string): Holds {
  return hash !== undefined && encoded(hash) === wanted ? 'yes' : 'no';
}

function leafHash(subtle: SubtleCrypto, leaf: string): Promise<Bytes> {
  return sha256(subtle, Uint8Array.of(0), new Uint8Array(new TextEncoder().encode(leaf)));
}

/** The root that the path leads to; undefined where it is not as long as the tree is high. */
async function climb(
  subtle: SubtleCrypto,
  { hash, index, path }: Proved,
  size: number,
): Promise<Bytes | undefined> {
  let [at, last, present] = [index, size - 1, decoded(hash)];
  if (!(index >= 0 && index < size)) return undefined;
  for (const each of path) {
    const beside = decoded(each);
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      present = await sha256(subtle, Uint8Array.of(1), beside, present);
      while (at !== 0 && at % 2 === 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else {
      present = await sha256(subtle, Uint8Array.of(1), present, beside);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? present : undefined;
}

/** C2SP signed-note: four bytes of the key's id, then Ed25519 over the text. */
async function isSigned(
  subtle: SubtleCrypto,
  text: string,
  lines: readonly string[],
  key: string,
): Promise<Holds> {
  const [name = '', id = '', ...rest] = key.split('+');
  const line = lines.find((each) => each.startsWith(`— ${name} `));
  if (line === undefined) return 'no';
  const signature = decoded(line.split(' ')[2] ?? '');
  if (hex(signature.subarray(0, 4)) !== id) return 'unknown';
  try {
    const raw = decoded(rest.join('+')).slice(1);
    const own = await subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
    const bytes = new Uint8Array(new TextEncoder().encode(text));
    return (await subtle.verify('Ed25519', own, signature.slice(4), bytes)) ? 'yes' : 'no';
  } catch {
    // A browser from before Ed25519 came to it.
    return 'unknown';
  }
}

async function sha256(subtle: SubtleCrypto, ...parts: readonly Bytes[]): Promise<Bytes> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await subtle.digest('SHA-256', whole));
}

function decoded(text: string): Bytes {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function encoded(bytes: Bytes): string {
  return btoa(String.fromCharCode(...bytes));
}

export function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The hash of a leaf as `sha256sum` prints it. */
export function hexOf(base64: string): string {
  return hex(decoded(base64));
}
