import { z } from 'zod';
import { readCheckpoint } from '../../ledger/checkpoint.ts';
import { readNote } from '../../ledger/note.ts';
import { readProof } from '../../ledger/proof.ts';
import { Bundle } from '../../outputs/proof/format.ts';
import { readLog } from '../../outputs/proof/log.ts';
import { checkpointOver, prove, proved } from '../../outputs/proof/prove.ts';
import { formatInstant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Reader } from '../../store/store.ts';
import { DocumentProof, Log } from '../api/proof.ts';
import { AspectWord } from '../api/words.ts';
import type { Shared } from '../app.ts';
import type { Declare } from '../operation.ts';
import { InstantsQuery } from '../query.ts';
import { notFound } from '../shown.ts';

const DocumentParams = z.object({ document: z.string().min(1).max(100) });
const SystemParams = z.object({ system: z.string().min(1).max(200) });
const BundleQuery = InstantsQuery.extend({ aspect: AspectWord.optional() });

/** The log behind every level, and what proves to others what is in it. */
export function proofRoutes(declare: Declare, { store, key, model, now }: Shared): void {
  const tag = 'Proof';
  const policy = { may: 'read' as const };

  async function published(organization: string) {
    const reader = store.reader(organization);
    const log = await readLog(reader, organization, key);
    if (log) return { reader, log };
    throw new Refusal(
      'not-found',
      'There is no log yet: it begins with the first document.',
      {},
      'Hand a document in.',
    );
  }

  declare(
    {
      id: 'getLog',
      method: 'GET',
      path: '/log',
      tag,
      summary: 'The log behind every level: its size, its root, and the key to write down.',
      policy,
      answer: Log,
    },
    async ({ organization }) => {
      const { reader, log } = await published(organization.id);
      const { origin, size, checkpoint, cosigned, keys } = log;
      const { root } = readCheckpoint(readNote(checkpoint).text);
      return {
        origin,
        size,
        root: root.toString('base64'),
        newest: await newestOf(reader, size),
        checkpoint,
        key: log.key,
        keys: keys.length,
        cosigned: cosigned?.size ?? null,
      };
    },
  );

  declare(
    {
      id: 'getCheckpoint',
      method: 'GET',
      path: '/log/checkpoint',
      tag,
      summary: 'The signed checkpoint alone, as C2SP tlog-checkpoint.',
      policy,
      answer: z.string(),
      produces: 'text/plain',
    },
    async ({ organization, reply }) => {
      const { log } = await published(organization.id);
      return reply.type('text/plain; charset=utf-8').send(log.checkpoint);
    },
  );

  declare(
    {
      id: 'proveDocument',
      method: 'GET',
      path: '/documents/:document/proof',
      tag,
      summary: 'What the log says of a document, and the proof that it is in there.',
      policy,
      params: DocumentParams,
      answer: DocumentProof,
    },
    async ({ organization, params: { document } }) => {
      const { reader, log } = await published(organization.id);
      const leaf = await reader.leafOf(document);
      if (!leaf) throw notFound('document in the log', 'It may have come in before there was a log.');
      const entry = proved(leaf, await checkpointOver([leaf], reader, log));
      const { index, path, checkpoint } = readProof(entry.proof);
      const { size, root } = readCheckpoint(readNote(checkpoint).text);
      return {
        document,
        index,
        leaf: entry.leaf,
        hash: entry.hash,
        size,
        path: path.map((hash) => hash.toString('base64')),
        root: root.toString('base64'),
        proof: entry.proof,
        key: log.key,
      };
    },
  );

  declare(
    {
      id: 'proveSystem',
      method: 'GET',
      path: '/systems/:system/proof',
      tag,
      summary: 'A bundle that proves where a system stands: assay verify checks it with no server.',
      policy,
      params: SystemParams,
      query: BundleQuery,
      answer: Bundle,
    },
    async ({ organization, params, query, reply }) => {
      const systems = await store.reader(organization.id).systems();
      if (!systems.some(({ id }) => id === params.system)) throw notFound('system');
      await published(organization.id);
      const at = query.at ?? now();
      const question = { system: params.system, aspect: query.aspect, at, known: query.known ?? now() };
      const bundle = await prove(store, organization.id, model, key, question);
      const name = encodeURIComponent([params.system, query.aspect].filter(Boolean).join('.'));
      reply.header('content-disposition', `attachment; filename="${name}.assay-proof.json"`);
      return bundle;
    },
  );
}

/** When the newest leaf came in, as it says itself; null where that was erased or says none. */
async function newestOf(reader: Reader, size: number): Promise<string | null> {
  const [leaf] = size === 0 ? [] : await reader.leaves(size - 1, 1);
  if (leaf?.data === undefined) return null;
  const { learned } = z.object({ learned: z.number().optional() }).parse(JSON.parse(leaf.data));
  return learned === undefined ? null : formatInstant(learned);
}
