import { z } from 'zod';
import { type CheckpointPolicy, openCheckpoint } from '../../ledger/checkpoint.ts';
import { cosignatureVerifier } from '../../ledger/cosignature.ts';
import { evidenceHash } from '../../ledger/evidence.ts';
import { followHandovers } from '../../ledger/handover.ts';
import { type LeafFacts, readLeaf } from '../../ledger/leaf.ts';
import type { Verifier } from '../../ledger/note.ts';
import { COSIGNATURE, ED25519, noteVerifier, readVerifierKey } from '../../ledger/note-keys.ts';
import { readProof, verifyProof } from '../../ledger/proof.ts';
import { verifyInclusion } from '../../ledger/tree.ts';
import type { Model } from '../../model/model.ts';
import type { Instant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import { type AspectId, isAspect } from '../../records/words.ts';
import type { ExemptionRow } from '../../store/rows.ts';
import type { Reader } from '../../store/store.ts';
import { Bundle, type Statement } from './format.ts';
import { stated } from './prove.ts';

/** What a bundle proved. */
export interface Verified {
  statement: Statement;
  /** Whether the rules are this program's standard ones, word for word. */
  standardModel: boolean;
  documents: number;
  /** Documents whose content was erased: they are in the log, and nobody can read what they said. */
  erased: number;
  evidence: number;
  /** Leaves of the log at the checkpoint. */
  size: number;
  /** Degrees of automation of the evidence, counted. */
  origins: Readonly<Record<string, number>>;
  /** Witnesses that were asked for, and when each countersigned the log as it is in the bundle. */
  witnessed: readonly { witness: string; at: Instant }[];
}

/**
 * Checks a bundle with no network, no database and no account: every leaf is in the signed log, every statement
 * in its document, and the levels derived anew from them are those that are stated.
 * @param text the bundle
 * @param keys `name+id+key` of the log, known from elsewhere: never taken from the bundle
 * @param standard the standard model of this program
 * @param witnesses `name+id+key` of those who have to have countersigned, all of them
 * @throws Refusal malformed; signature; proof where anything does not hold
 */
export async function verifyBundle(
  text: string,
  keys: readonly string[],
  standard: Model,
  witnesses: readonly string[] = [],
): Promise<Verified> {
  const bundle = readBundle(text);
  const policy = policyOf(bundle, keys);
  const { size, root, witnessed } = openCheckpoint(bundle.log.checkpoint, {
    ...policy,
    witnesses: witnesses.map(witnessOf),
    quorum: new Set(witnesses).size,
  });
  const documents = new Map<string, LeafFacts>();
  let erased = 0;
  for (const each of bundle.documents) {
    const facts = leafOf(each, policy, bundle.log.checkpoint);
    if (!facts) erased += 1;
    else if (facts['kind'] === 'document') documents.set(String(facts['document']), facts);
    else throw unproved('A leaf that stands for a document speaks of something else.');
  }
  const exemptions = bundle.exemptions.map((each) =>
    exemptionOf(leafOf(each, policy, bundle.log.checkpoint)),
  );
  const origins: Record<string, number> = {};
  const seen = new Set<string>();
  for (const row of bundle.evidence) {
    const facts = documents.get(row.document);
    if (!facts) throw unproved('A statement belongs to no document of the bundle.');
    const { index, path, ...said } = row;
    const id = `${row.document} ${index}`;
    if (seen.has(id)) throw unproved('A statement stands in the bundle twice.');
    seen.add(id);
    verifyInclusion(
      evidenceHash(said),
      index,
      Number(facts['evidence']),
      path.map((hash) => Buffer.from(hash, 'base64')),
      Buffer.from(String(facts['evidence_root']), 'base64'),
    );
    const origin = String(facts['origin']);
    origins[origin] = (origins[origin] ?? 0) + 1;
  }
  const model = modelOf(bundle);
  await sameLevels(bundle, model, exemptions);
  if (root.length === 0) throw unproved('The log is empty.');
  return {
    statement: bundle.statement,
    standardModel: JSON.stringify(model) === JSON.stringify(standard),
    documents: bundle.documents.length,
    erased,
    evidence: bundle.evidence.length,
    size,
    origins,
    witnessed: witnessed.map(({ witness, at }) => ({ witness, at })),
  };
}

function readBundle(text: string): Bundle {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    throw new Refusal('malformed', 'This is no bundle: it is not JSON.', {}, 'Make one: assay prove');
  }
  const read = Bundle.safeParse(said);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Refusal('malformed', `This is no bundle: ${issue?.message}`, {
    field: issue?.path.join('/') ?? '',
  });
}

function policyOf({ log }: Bundle, keys: readonly string[]): CheckpointPolicy {
  const named = keys.map(readVerifierKey);
  const [first] = named;
  if (!first || named.some(({ type }) => type !== ED25519)) {
    throw new Refusal(
      'usage',
      'The log’s key is missing.',
      {},
      'Give it with --key; its owner shows it with: assay log',
    );
  }
  // The origin is the key's name: what is known from elsewhere says which log it has to be.
  const policy = { origin: first.name, keys: [{ verifier: noteVerifier(first.name, first.key), from: 0 }] };
  return { origin: first.name, keys: followHandovers(policy, log.handovers) };
}

function witnessOf(text: string): Verifier {
  const { name, type, key } = readVerifierKey(text);
  if (type === COSIGNATURE) return cosignatureVerifier(name, key);
  throw new Refusal(
    'usage',
    'The key of the witness is one that cannot countersign.',
    {},
    'Its owner shows the right one with: assay witness key',
  );
}

/** What a leaf says, once it is proved to be in the log; undefined where that was erased. */
function leafOf(
  { leaf, hash, proof }: Bundle['documents'][number],
  policy: CheckpointPolicy,
  checkpoint: string,
): LeafFacts | undefined {
  if (readProof(proof).checkpoint !== checkpoint) throw unproved('A proof is under another checkpoint.');
  const read = leaf === null ? undefined : readLeaf(leaf);
  verifyProof(proof, read?.hash ?? Buffer.from(hash, 'base64'), policy);
  return read?.facts;
}

const ExemptionFacts = z.object({
  kind: z.literal('exemption'),
  id: z.string(),
  system: z.string(),
  aspect: z.string().refine(isAspect),
  from: z.number(),
  until: z.number(),
  reason: z.string(),
  approver: z.string(),
  learned: z.number(),
});

function exemptionOf(facts: LeafFacts | undefined): ExemptionRow {
  const read = ExemptionFacts.safeParse(facts);
  if (!read.success) throw unproved('A leaf that stands for an exemption speaks of something else.');
  const { kind: _, aspect, ...rest } = read.data;
  return { ...rest, aspect: aspect as AspectId }; // asked with isAspect just now
}

function modelOf({ rules, statement }: Bundle): Model {
  // Whether it is the standard one is told by comparing it; whatever else it says, levels are derived by it.
  const model = rules as Model;
  const version = model?.version;
  if (
    version !== statement.model.version ||
    JSON.stringify(model.overrides) !== JSON.stringify(statement.model.overrides)
  )
    throw unproved('The rules are not those of the model that is named.');
  return model;
}

async function sameLevels(bundle: Bundle, model: Model, exemptions: readonly ExemptionRow[]): Promise<void> {
  const { statement } = bundle;
  const { system, at, known } = statement;
  const latest = new Map(exemptions.map((row) => [row.id, row]));
  const [only] = statement.aspects.length === 1 ? statement.aspects : [];
  const question = { system: system.id, aspect: only?.id, at, known };
  const again = await stated(readerOf(bundle, [...latest.values()]), model, question, system.name).catch(
    () => undefined,
  );
  const said = { ...statement, score: only ? null : statement.score };
  for (const { id, level, exempt, lapses } of said.aspects) {
    const derived = again?.aspects.find((each) => each.id === id);
    if (derived?.level === level && derived.exempt === exempt && derived.lapses === lapses) continue;
    throw unproved(
      `${id}: level ${level} is stated, and level ${derived?.level ?? 'none'} follows from the evidence.`,
    );
  }
  if (!again || again.score !== statement.score) throw unproved('The score is not the sum of the levels.');
}

/** The evidence of a bundle as the derivation reads it. */
function readerOf({ statement, evidence, sightings }: Bundle, exemptions: ExemptionRow[]): Reader {
  const { system, organization, timeZone, known } = statement;
  const until = <Row extends { learned: Instant }>(rows: readonly Row[]) =>
    rows.filter((row) => row.learned <= known);
  const rows = {
    organization: async () => ({ id: '', name: organization, timeZone, created: 0, example: false }),
    teams: async () => [],
    systems: async () => [
      { ...system, team: undefined, created: 0, pii: undefined, public: undefined, monthlyCost: undefined },
    ],
    exemptions: async () => until(exemptions),
    observed: async () => [],
    findingCounts: async () => [],
    practices: async () =>
      until(evidence)
        .filter((row) => row.system === system.id)
        .map((row) => ({ ...row, system: system.id }))
        .sort((a, b) => a.at - b.at),
    sightings: async () =>
      sightings.map(([thing, kind, weight, at, aspects]) => ({
        system: system.id,
        thing,
        kind,
        weight,
        at,
        aspects,
      })),
  };
  // The derivation asks for nothing else; it would fail at once if it did.
  return rows as unknown as Reader;
}

function unproved(why: string): Refusal {
  return new Refusal(
    'proof',
    why,
    {},
    'Ask whoever handed it over for a new bundle, and compare the log’s checkpoints.',
  );
}
