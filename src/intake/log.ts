import { randomBytes } from 'node:crypto';
import { type EvidenceFacts, evidenceHash, evidenceRoot } from '../ledger/evidence.ts';
import { type LeafFacts, makeLeaf } from '../ledger/leaf.ts';
import { appendLeaves, TILE_WIDTH } from '../ledger/tiles.ts';
import type { Instant } from '../records/instant.ts';
import type { Origin } from '../records/origin.ts';
import type { DocumentRow, EvidenceRow, ExemptionRow } from '../store/rows.ts';
import type { Writer } from '../store/store.ts';
import { namedLog } from './log-state.ts';

/** Text of a leaf's fact is cut here, so that no leaf is larger than the format allows. */
const LONGEST = 2_000;

/** Appends what is to be provable for ever to the organization's log, in the transaction of the change. */
export async function appendToLog(writer: Writer, facts: LeafFacts, document?: string): Promise<void> {
  const size = await writer.logSize();
  if (size === 0) await namedLog(writer);
  const { data, hash } = makeLeaf(facts, randomBytes(16));
  const tiles = await lastTiles(writer, size);
  const changed = appendLeaves((level, index) => tiles.get(`${level}/${index}`), size, [hash]);
  await writer.appendLog([{ index: size, hash, data: data.toString('utf8'), document }], changed);
}

/** The last tile of each level, which the next leaf may change. */
async function lastTiles(writer: Writer, size: number): Promise<Map<string, Uint8Array>> {
  const tiles = new Map<string, Uint8Array>();
  let width = size;
  for (let level = 0; width > 0; level += 1) {
    const index = Math.floor(width / TILE_WIDTH);
    if (width % TILE_WIDTH > 0) {
      const hashes = await writer.logTile(level, index);
      if (hashes) tiles.set(`${level}/${index}`, hashes);
    }
    width = Math.floor(width / TILE_WIDTH);
  }
  return tiles;
}

/** Gathers the statements of a document as they are written, for the root that binds them. */
export interface EvidenceSeal {
  add(rows: readonly EvidenceRow[]): void;
  sealed(): { count: number; root: Buffer };
}

export function evidenceSeal(): EvidenceSeal {
  const hashes: Buffer[] = [];
  return {
    add(rows) {
      for (const row of rows) hashes.push(evidenceHash(evidenceFacts(row)));
    },
    sealed: () => ({ count: hashes.length, root: evidenceRoot(hashes) }),
  };
}

/** A statement as the log binds it. */
export function evidenceFacts(row: EvidenceRow): EvidenceFacts {
  const { document, ordinal, system, aspect, output, automation, declared, at, learned } = row;
  return { document, ordinal, system: system ?? null, aspect, output, automation, declared, at, learned };
}

/**
 * What the log says of a document: where it came from, and the root over the statements that were read from it.
 * @param evidence how many statements, and the root of their tree
 */
export function documentFacts(
  row: DocumentRow,
  origin: Origin,
  happened: Instant | undefined,
  evidence: { count: number; root: Buffer },
): LeafFacts {
  return {
    kind: 'document',
    document: row.sha256,
    name: cut(row.name),
    bytes: row.bytes,
    adapter: row.adapter,
    tool: cut(row.tool),
    origin: origin.kind,
    origin_name: cut(origin.name),
    claims: cut(JSON.stringify(origin.claims ?? {})),
    happened: happened ?? null,
    learned: row.learned,
    evidence: evidence.count,
    evidence_root: evidence.root.toString('base64'),
  };
}

/** What the log says of an exemption, each time it is made or changed. */
export function exemptionFacts({
  id,
  system,
  aspect,
  from,
  until,
  reason,
  approver,
  learned,
}: ExemptionRow): LeafFacts {
  return {
    kind: 'exemption',
    id,
    system,
    aspect,
    from,
    until,
    reason: cut(reason),
    approver: cut(approver),
    learned,
  };
}

/** Names of documents in one leaf: as many as the format has room for. */
const NAMED = 400;
const COMPACTION = 'compaction';

/** What the log says of documents whose statements were forgotten, because no level needed them. */
export function compactionFacts(before: Instant, documents: readonly string[]): LeafFacts[] {
  const out: LeafFacts[] = [];
  for (let from = 0; from < documents.length; from += NAMED) {
    const named = documents.slice(from, from + NAMED);
    out.push({ kind: COMPACTION, before, documents: named.join(' ') });
  }
  return out;
}

/** Which documents a leaf says were compacted, and that they were learned before; undefined: it is no such leaf. */
export function compactionOf(facts: LeafFacts): { before: Instant; documents: string[] } | undefined {
  if (facts['kind'] !== COMPACTION) return undefined;
  return { before: Number(facts['before']), documents: String(facts['documents']).split(' ') };
}

/** Whole characters, and none that the log's form of JSON cannot hold. */
function cut(text: string): string {
  return text.slice(0, LONGEST).replace(/\p{Surrogate}/gu, '\ufffd');
}
