import { evidenceFacts } from '../../intake/log.ts';
import { evidenceHash } from '../../ledger/evidence.ts';
import { writeProof } from '../../ledger/proof.ts';
import { inclusionProof, type Nodes, nodesOf } from '../../ledger/tree.ts';
import type { Model } from '../../model/model.ts';
import type { Instant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import { ASPECTS, type AspectId } from '../../records/words.ts';
import type { LeafRow } from '../../store/rows.ts';
import type { Reader, Store } from '../../store/store.ts';
import { buildScorecard } from '../scorecard/build.ts';
import { findSystem } from '../scorecard/find.ts';
import { loadHistories } from '../scorecard/histories.ts';
import { type Bundle, FORMAT, type Statement } from './format.ts';
import { logNodes, type PublishedLog, publishLog, readLog } from './log.ts';

export interface ProofQuestion {
  system: string;
  /** One aspect, or all. */
  aspect: AspectId | undefined;
  at: Instant;
  known: Instant;
}

/**
 * Writes everything that is needed to check a system's levels offline: what is stated, the rules, the evidence
 * with proofs that it was in the log, and the signed checkpoint.
 * @param key the installation's key
 * @throws Refusal not-found; conflict where documents came in before there was a log
 */
export async function prove(
  store: Store,
  organization: string,
  model: Model,
  key: Buffer,
  question: ProofQuestion,
): Promise<Bundle> {
  const reader = store.reader(organization);
  const system = findSystem(await reader.systems(), question.system);
  // Only a log that has no name yet is changed by proving something.
  const published =
    (await readLog(reader, organization, key)) ?? (await publishLog(store, organization, key));
  const aspects = question.aspect === undefined ? ASPECTS : [question.aspect];
  const known = question.known;
  const documents: LeafRow[] = [];
  const evidence: Bundle['evidence'] = [];
  for (const document of await reader.documentsBehind({ system: system.id, aspects, known })) {
    const leaf = await reader.leafOf(document);
    if (!leaf) throw unlogged(document);
    documents.push(leaf);
    // What an erased leaf said can be shown to nobody: nothing follows from it any more.
    if (leaf.data === undefined) continue;
    const rows = await reader.evidenceOf(document);
    const tree = nodesOf(rows.map((row) => evidenceHash(evidenceFacts(row))));
    for (const [index, row] of rows.entries()) {
      if (row.system !== system.id || row.learned > known || !aspects.includes(row.aspect)) continue;
      const path = inclusionProof(tree, index, rows.length).map((hash) => hash.toString('base64'));
      const { document: of, ordinal, aspect, output, automation, declared, at, learned } = row;
      evidence.push({
        document: of,
        ordinal,
        system: system.id,
        aspect,
        output,
        automation,
        declared,
        at,
        learned,
        index,
        path,
      });
    }
  }
  const provable = documents.every(({ data }) => data !== undefined) ? reader : only(reader, evidence);
  const statement = await stated(provable, model, { ...question, system: system.id }, system.name);
  const sightings = await reader.sightings({ known, system: system.id });
  const exemptions = await exemptionLeaves(reader, system.id, known, published.size);
  const under = await checkpointOver([...documents, ...exemptions], reader, published);
  return {
    format: FORMAT,
    statement,
    rules: model,
    log: {
      origin: published.origin,
      checkpoint: under.checkpoint,
      handovers: published.handovers.map(({ leaf, proof }) => ({ leaf: String(leaf), proof: String(proof) })),
    },
    documents: documents.map((leaf) => proved(leaf, under)),
    exemptions: exemptions.map((leaf) => proved(leaf, under)),
    evidence,
    sightings: sightings.map(({ thing, kind, weight, at, aspects: mask }) => [thing, kind, weight, at, mask]),
  };
}

/** What a scorecard says, as a bundle states it. */
export async function stated(
  reader: Reader,
  model: Model,
  { system, aspect, at, known }: ProofQuestion,
  name: string,
): Promise<Statement> {
  const histories = await loadHistories(reader, model, { known, system });
  const card = buildScorecard(histories, model, { at, known, system });
  const [score] = card.systems;
  if (!score) throw new Refusal('not-found', `There is no system "${system}".`);
  const wanted = score.aspects.filter(({ id }) => aspect === undefined || id === aspect);
  return {
    organization: histories.organization,
    timeZone: histories.timeZone,
    system: { id: system, name },
    at,
    known,
    model: card.model,
    aspects: wanted.map(({ id, level, exempt, lapses, reason }) => ({ id, level, exempt, lapses, reason })),
    score: aspect === undefined ? score.score : null,
  };
}

/** The same reader, which knows of these statements only. */
function only(reader: Reader, evidence: Bundle['evidence']): Reader {
  const practices = evidence
    .map((row) => ({ ...row, system: row.system ?? '' }))
    .sort((one, other) => one.at - other.at);
  return { ...reader, practices: async () => practices };
}

/** What a leaf is proved under. */
export interface Under {
  nodes: Nodes;
  size: number;
  checkpoint: string;
}

/** The newest checkpoint that a witness countersigned, where it covers these leaves; else the newest. */
export async function checkpointOver(
  leaves: readonly LeafRow[],
  reader: Reader,
  { size, checkpoint, cosigned }: PublishedLog,
): Promise<Under> {
  const seen = cosigned && leaves.every(({ index }) => index < cosigned.size) ? cosigned : undefined;
  const near = leaves.map(({ index }) => index);
  const nodes = await logNodes(reader, size, seen ? [...near, seen.size - 1] : near);
  if (seen) return { nodes, size: seen.size, checkpoint: seen.note };
  return { nodes, size, checkpoint };
}

export function proved(
  { index, hash, data }: LeafRow,
  { nodes, size, checkpoint }: Under,
): Bundle['documents'][number] {
  const proof = writeProof({ index, path: inclusionProof(nodes, index, size), checkpoint });
  return { leaf: data ?? null, hash: Buffer.from(hash).toString('base64'), proof };
}

/** The leaves of a system's exemptions, in the order in which they were made or changed. */
async function exemptionLeaves(reader: Reader, system: string, known: Instant, size: number) {
  const found: LeafRow[] = [];
  if ((await reader.exemptions()).every((row) => row.system !== system || row.learned > known)) return found;
  for (let from = 0; from < size; from += PAGE) {
    for (const leaf of await reader.leaves(from, PAGE)) {
      if (leaf.document !== undefined || leaf.data === undefined || leaf.index >= size) continue;
      const facts: Record<string, unknown> = JSON.parse(leaf.data);
      if (facts['kind'] === 'exemption' && facts['system'] === system && Number(facts['learned']) <= known)
        found.push(leaf);
    }
  }
  return found;
}

const PAGE = 1_000;

function unlogged(document: string): Refusal {
  return new Refusal(
    'conflict',
    `The document ${document.slice(0, 12)} came in before there was a log, and cannot be proved.`,
    {},
    'Hand its successors in; what is new is in the log.',
  );
}
