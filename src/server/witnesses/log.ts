import { openCheckpoint, readCheckpoint, type TreeHead } from '../../ledger/checkpoint.ts';
import { readNote } from '../../ledger/note.ts';
import { consistencyProof, type Nodes, treeRoot } from '../../ledger/tree.ts';
import { logNodes, type PublishedLog, publishLog } from '../../outputs/proof/log.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Store } from '../../store/store.ts';

/** A log as it is handed to witnesses. */
export interface HandedLog extends PublishedLog {
  root: Buffer;
  /** For trees of its first leaves, of these sizes. */
  nodes(...sizes: number[]): Promise<Nodes>;
}

export async function handedLog(store: Store, organization: string, key: Buffer): Promise<HandedLog> {
  const published = await publishLog(store, organization, key);
  const { root } = readCheckpoint(readNote(published.own).text);
  const reader = store.reader(organization);
  return {
    ...published,
    root,
    nodes: (...sizes) =>
      logNodes(
        reader,
        published.size,
        sizes.map((size) => size - 1),
      ),
  };
}

/** That the log continues its first leaves, in base64. @throws Refusal usage where it has fewer */
export async function continuation({ nodes, size }: HandedLog, from: number): Promise<string[]> {
  return consistencyProof(await nodes(from), from, size).map((hash) => hash.toString('base64'));
}

/**
 * Compares what a witness holds with the log.
 * @param note a checkpoint, as somebody else kept it
 * @returns its head, where the log continues it
 * @throws Refusal signature, malformed where it is none of this log; proof where the log does not continue it
 */
export async function compareHeld(log: HandedLog, note: string): Promise<TreeHead> {
  const { origin, keys } = log;
  const { size, root } = openCheckpoint(note, { origin, keys });
  if (size > log.size) throw forked(`It holds a checkpoint of ${size} leaves, and this log has ${log.size}.`);
  if (!treeRoot(await log.nodes(size), size).equals(root))
    throw forked(`It holds a checkpoint of ${size} leaves, and the first ${size} of this log are others.`);
  return { size, root };
}

/** The log is not the one that a witness saw. */
export function forked(why: string): Refusal {
  return new Refusal(
    'proof',
    why,
    {},
    'Was an older backup restored? Then bring the newer one back. Else find out who could write to the store. See docs/proof.md.',
  );
}
