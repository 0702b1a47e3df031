import { compactionOf, documentFacts, evidenceFacts } from '../../intake/log.ts';
import { readCheckpoint } from '../../ledger/checkpoint.ts';
import { evidenceHash, evidenceRoot } from '../../ledger/evidence.ts';
import { type LeafFacts, readLeaf } from '../../ledger/leaf.ts';
import { readNote } from '../../ledger/note.ts';
import { EMPTY_ROOT, nodesOf, treeRoot } from '../../ledger/tree.ts';
import { Refusal } from '../../records/refusal.ts';
import type { LeafRow } from '../../store/rows.ts';
import type { Reader } from '../../store/store.ts';
import { logNodes, newestCheckpoint } from './log.ts';
import { checkWitnesses } from './witnesses.ts';

const PAGE = 1_000;
/** NUL, also as JSON writes it and halves of surrogate pairs. */
const UNKEPT = /\0|\\u0000|\\ud[89a-f][0-9a-f]{2}/g;

/**
 * Reads the whole log again: every leaf's hash from what it says, every document's statements from what is
 * stored, and the root from the leaves, which is compared with the newest checkpoint; and that no witness holds
 * another history. Statements may be missing only where a later leaf says that their document was compacted.
 * Changes nothing.
 * @returns how many leaves there are
 * @throws Refusal proof where anything is not as it was signed
 */
export async function checkLog(reader: Reader): Promise<number> {
  const size = await reader.logSize();
  const hashes: Buffer[] = [];
  const emptied = new Map<string, Emptied>();
  for (let from = 0; from < size; from += PAGE) {
    for (const leaf of await reader.leaves(from, Math.min(PAGE, size - from))) {
      if (leaf.index !== hashes.length) throw altered(hashes.length, 'is missing');
      hashes.push(Buffer.from(leaf.hash));
      if (leaf.data !== undefined) await checkLeaf(reader, leaf, leaf.data, emptied);
    }
  }
  if (hashes.length !== size) throw altered(hashes.length, 'is missing');
  for (const { index } of emptied.values()) throw altered(index, OTHER);
  const root = size === 0 ? EMPTY_ROOT : treeRoot(nodesOf(hashes), size);
  const stored = size === 0 ? EMPTY_ROOT : treeRoot(await logNodes(reader, size), size);
  if (!root.equals(stored))
    throw new Refusal('proof', 'The leaves are not those that the tiles were made of.');
  const signed = await newestCheckpoint(reader);
  if (signed) {
    const { size: then, root: was } = readCheckpoint(readNote(signed).text);
    if (then > size || !treeRoot(nodesOf(hashes.slice(0, then)), then).equals(was))
      throw new Refusal('proof', `The first ${then} leaves are not those that were signed.`);
  }
  await checkWitnesses(reader);
  return size;
}

/** A document of which nothing that it stated is there any more. */
interface Emptied {
  index: number;
  learned: number;
}

async function checkLeaf(
  reader: Reader,
  { index, hash, document }: LeafRow,
  data: string,
  emptied: Map<string, Emptied>,
): Promise<void> {
  const { facts, hash: again } = readLeaf(data);
  if (!again.equals(Buffer.from(hash))) throw altered(index, 'says something else than was signed');
  if (document !== undefined && facts['kind'] === 'document')
    await checkEvidence(reader, index, document, facts, emptied);
  const compaction = document === undefined ? compactionOf(facts) : undefined;
  for (const each of compaction?.documents ?? []) {
    if ((emptied.get(each)?.learned ?? Number.POSITIVE_INFINITY) < (compaction?.before ?? 0))
      emptied.delete(each);
  }
}

const OTHER = 'has other statements than were signed';

async function checkEvidence(
  reader: Reader,
  index: number,
  document: string,
  facts: LeafFacts,
  emptied: Map<string, Emptied>,
): Promise<void> {
  const rows = await reader.evidenceOf(document);
  if (rows.length === 0 && facts['evidence'] !== 0) {
    emptied.set(document, { index, learned: Number(facts['learned']) });
    return;
  }
  const root = evidenceRoot(rows.map((row) => evidenceHash(evidenceFacts(row))));
  if (rows.length !== facts['evidence'] || root.toString('base64') !== facts['evidence_root'])
    throw altered(index, OTHER);
  const row = await reader.document(document);
  if (!row) throw altered(index, 'is about a document that is not there');
  const now = documentFacts(row, row.origin, row.at, { count: rows.length, root });
  for (const [name, value] of Object.entries(now))
    if (name in facts && asKept(facts[name]) !== asKept(value))
      throw altered(index, `is about a document whose ${name} is not as it was signed`);
}

/** Text as a store keeps it, which replaces what a database could not keep. */
function asKept(value: LeafFacts[string] | undefined): LeafFacts[string] | undefined {
  return typeof value === 'string' ? value.replace(UNKEPT, '\uFFFD') : value;
}

function altered(index: number, how: string): Refusal {
  return new Refusal(
    'proof',
    `Leaf ${index} of the log ${how}.`,
    {},
    'Restore a backup from before, and find out who could write to the store.',
  );
}
