import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { writeVerifierKey } from '../../ledger/note-keys.ts';
import { formatInstant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import {
  Handovers,
  NewWatchedLog,
  NewWitness,
  WatchedLog,
  WatchedLogs,
  Witness,
  Witnesses,
  WitnessMade,
} from '../api/proof.ts';
import { Nothing } from '../api/words.ts';
import type { Shared } from '../app.ts';
import { auditRow } from '../audit.ts';
import type { Declare } from '../operation.ts';
import { notFound } from '../shown.ts';
import { handOver } from '../witnesses/hand-over.ts';
import { newWitness, shownWitness, witnessSecret } from '../witnesses/rows.ts';
import {
  addCheckpoint,
  followLog,
  unwatchLog,
  type WatchedLog as Watched,
  watchedId,
  watchedLogs,
  watchLog,
  witnessId,
  witnessKey,
} from '../witnesses/watched.ts';

const Params = z.object({ witness: z.string().min(1).max(100) });
const LogParams = z.object({ log: z.string().min(1).max(100) });
/** A checkpoint with sixteen signatures and a proof have less, and so have a hundred handovers. */
const LARGEST = 256 * 1024;

/** Who keeps the log's checkpoints, and what became of handing them over. */
export function witnessRoutes(declare: Declare, shared: Shared): void {
  const { store, now, key, allow } = shared;
  const tag = 'Proof';
  const policy = { may: 'administer' as const };

  declare(
    {
      id: 'listWitnesses',
      method: 'GET',
      path: '/witnesses',
      tag,
      summary: 'Who keeps the log’s checkpoints, and what each last saw.',
      policy: { may: 'read' },
      answer: Witnesses,
    },
    async ({ organization }) => ({
      rows: (await store.reader(organization.id).witnesses()).map(shownWitness),
    }),
  );

  declare(
    {
      id: 'addWitness',
      method: 'POST',
      path: '/witnesses',
      tag,
      summary: 'Hand the log’s checkpoints to a git repository, an address or another Assay.',
      policy,
      body: NewWitness,
      answer: WitnessMade,
      status: 201,
    },
    async ({ organization, body, request }) => {
      const row = newWitness(body, { allow, own: false, at: now() });
      await store.write(organization.id, async (writer) => {
        await writer.putWitness(row);
        const { kind, name, where } = shownWitness(row);
        await writer.addAudit(
          auditRow(request, now(), 'witness.add', `witness ${row.id}`, { kind, name, where }),
        );
      });
      return { ...shownWitness(row), secret: witnessSecret(key, organization.id, row) };
    },
  );

  declare(
    {
      id: 'removeWitness',
      method: 'DELETE',
      path: '/witnesses/:witness',
      tag,
      summary: 'Hand no more checkpoints to a witness; what it has stays with it.',
      policy,
      params: Params,
      answer: Nothing,
      status: 204,
    },
    async ({ organization, params, request }) => {
      await store.write(organization.id, async (writer) => {
        if (!(await writer.removeWitness(params.witness))) throw notFound('witness');
        await writer.addAudit(auditRow(request, now(), 'witness.remove', `witness ${params.witness}`));
      });
      return undefined;
    },
  );

  declare(
    {
      id: 'tryWitness',
      method: 'POST',
      path: '/witnesses/:witness/try',
      tag,
      summary: 'Hand the newest checkpoint over now, and say what came of it.',
      policy,
      params: Params,
      answer: Witness,
    },
    async ({ organization, params }) => {
      if (!(await handOver(shared, organization.id, params.witness))) throw notFound('witness');
      const rows = await store.reader(organization.id).witnesses();
      const row = rows.find(({ id }) => id === params.witness);
      if (!row) throw notFound('witness');
      return shownWitness(row);
    },
  );

  declare(
    {
      id: 'listWatchedLogs',
      method: 'GET',
      path: '/watched-logs',
      tag,
      summary: 'Logs of others that are watched here, and where they hand their checkpoints in.',
      policy,
      answer: WatchedLogs,
    },
    async ({ organization }) => ({
      path: `/api/v1/witness/${witnessId(key, organization.id)}`,
      key: writeVerifierKey(witnessKey(key, organization.id)),
      rows: (await watchedLogs(store.reader(organization.id))).map(shownWatched),
    }),
  );

  declare(
    {
      id: 'watchLog',
      method: 'POST',
      path: '/watched-logs',
      tag,
      summary: 'Watch a log of somebody else; a further key of one that is watched is added to it.',
      policy,
      body: NewWatchedLog,
      answer: WatchedLog,
      status: 201,
    },
    async ({ organization, body, request }) =>
      store.write(organization.id, async (writer) => {
        const log = await watchLog(writer, body.key, body.name, now());
        const { id, origin, name } = shownWatched(log);
        await writer.addAudit(auditRow(request, now(), 'log.watch', `log ${id}`, { origin, name }));
        return shownWatched(log);
      }),
  );

  declare(
    {
      id: 'unwatchLog',
      method: 'DELETE',
      path: '/watched-logs/:log',
      tag,
      summary: 'Watch a log no more, and forget what was seen of it.',
      policy,
      params: LogParams,
      answer: Nothing,
      status: 204,
    },
    async ({ organization, params, request }) => {
      await store.write(organization.id, async (writer) => {
        if (!(await unwatchLog(writer, params.log))) throw notFound('log');
        await writer.addAudit(auditRow(request, now(), 'log.unwatch', `log ${params.log}`));
      });
      return undefined;
    },
  );
}

/** Where logs that are watched hand their checkpoints in. (C2SP tlog-witness) */
export function watchingLogRoutes(app: FastifyInstance, declare: Declare, shared: Shared): void {
  const { store, now, key } = shared;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: LARGEST }, (_request, body, done) => {
    done(null, body);
  });

  declare(
    {
      id: 'addCheckpoint',
      method: 'POST',
      path: '/witness/:witness/add-checkpoint',
      tag: 'Proof',
      summary: 'Countersign a checkpoint of a watched log, if it continues the last one (C2SP tlog-witness).',
      policy: { anyone: 'The signature of a log that is watched proves who made the checkpoint.' },
      params: Params,
      body: 'bytes',
      answer: z.string(),
      produces: 'text/plain',
    },
    async ({ params, request, reply }) => {
      const body = typeof request.body === 'string' ? request.body : '';
      const answer = await addCheckpoint(store, await witnessed(params.witness), key, body, now());
      reply.status(answer.status);
      if (answer.status === 409) return reply.type('text/x.tlog.size').send(`${answer.size}\n`);
      return reply.type('text/plain').send(answer.status === 200 ? answer.line : `${answer.why}\n`);
    },
  );

  declare(
    {
      id: 'followLog',
      method: 'POST',
      path: '/witness/:witness/add-key',
      tag: 'Proof',
      summary: 'Follow a watched log to its newest key, for which the one before it signed.',
      policy: { anyone: 'The key that is known of the log signed for the next one.' },
      params: Params,
      body: 'bytes',
      answer: Nothing,
      status: 204,
    },
    async ({ params, request }) => {
      const own = await witnessed(params.witness);
      const { origin, handovers } = Handovers.parse(parsed(request.body));
      if (!(await store.write(own, (writer) => followLog(writer, origin, handovers)))) throw notFound('log');
      return undefined;
    },
  );

  /** The organization that is a witness by this id. */
  async function witnessed(id: string): Promise<string> {
    const own = (await store.organizations()).find((each) => witnessId(key, each.id) === id);
    if (!own) throw notFound('witness');
    return own.id;
  }
}

/** JSON, as it was sent. @throws Refusal malformed */
function parsed(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    throw new Refusal('malformed', 'This is no JSON.');
  }
}

function shownWatched({ origin, name, keys, added, seen, refused }: Watched): z.output<typeof WatchedLog> {
  return {
    id: watchedId(origin),
    origin,
    name,
    keys,
    added: formatInstant(added),
    seen: seen && { at: formatInstant(seen.at), size: seen.size },
    refused: refused && { at: formatInstant(refused.at), size: refused.size, checkpoint: refused.note },
  };
}
