import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { importAll } from '../../intake/import-all.ts';
import { savedMap } from '../../intake/maps.ts';
import type { ImportResult } from '../../intake/result.ts';
import { NAMED_TYPES, namedResource } from '../../records/named.ts';
import type { Origin } from '../../records/origin.ts';
import type { ResourceRef } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import type { OrganizationRow } from '../../store/rows.ts';
import type { Store } from '../../store/store.ts';
import { type Access, type Caller, reaches } from '../access/caller.ts';
import { Imported, Job } from '../api/documents.ts';
import type { Shared } from '../app.ts';
import { importAnswer } from '../import-answer.ts';
import { addImportJob } from '../jobs/import-job.ts';
import type { Declare } from '../operation.ts';
import { InstantQuery } from '../query.ts';
import { spool } from '../spool.ts';
import { shownJob } from './jobs.ts';

/** From this many bytes on, an import is a job: a request would wait too long. */
const LARGE = 5 * 1024 * 1024;

const ImportQuery = z.object({
  name: z.string().min(1).max(1_000).describe('The file’s name, a label only'),
  system: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The system that it speaks of; by attribution rules where absent'),
  happened: InstantQuery.optional().describe('When it happened, for formats that do not say'),
  target: z
    .string()
    .max(1_000)
    .optional()
    .describe('What was looked at, TYPE:NAME, for reports that do not name it'),
  map: z.string().max(200).optional().describe('Id or name of a saved map of columns to read it with'),
  wait: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Wait for the result of a large file too, instead of following a job'),
  organization: z.string().optional(),
});

/**
 * Files come in as raw bytes, one request each, so that each has its own progress and its own result. An
 * archive is its members: each is taken in or refused by itself.
 */
export function importRoutes(app: FastifyInstance, declare: Declare, shared: Shared): void {
  const { store, now } = shared;
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));

  declare(
    {
      id: 'importDocument',
      method: 'POST',
      path: '/imports',
      tag: 'Documents',
      summary: 'Hand in a file that a tool made; a large one becomes a job (202).',
      policy: { may: 'import', scoped: true },
      query: ImportQuery,
      body: 'bytes',
      answer: z.union([Imported, Job]),
    },
    async ({ organization, access, caller, query, request, reply }) => {
      if (!isStream(request.body)) throw withoutBytes();
      const spooled = await spool(query.name, request.body);
      try {
        const reach = await reachOf(store, organization, access);
        const system = query.system ?? only(access);
        const said = {
          name: query.name,
          origin: originOf(caller),
          learned: now(),
          ...(system !== undefined && { system }),
          ...(query.happened !== undefined && { happened: query.happened }),
          ...(query.target !== undefined && { target: targetOf(query.target) }),
          ...(query.map !== undefined && {
            map: (await savedMap(store.reader(organization.id), query.map)).id,
          }),
        };
        const known = await store.reader(organization.id).document(spooled.handed.sha256);
        if (!known && spooled.handed.bytes > LARGE && query.wait === 'false') {
          const by = caller.kind === 'nobody' ? '' : caller.actor.name;
          const { target, ...rest } = said;
          const payload = {
            ...rest,
            ...(target && { target: { ...target, keys: [...target.keys] } }),
            ...(reach && { systems: [...reach] }),
          };
          const id = await addImportJob(store, organization.id, by, payload, spooled.handed.chunks());
          shared.runner.wake();
          const job = await store.jobs.job(organization.id, id);
          if (!job) throw new Error('a job that was just added is not there');
          reply.status(202).header('location', `/api/v1/jobs/${id}`);
          return shownJob(job);
        }
        const results: ImportResult[] = [];
        const all = importAll(store, spooled.handed, {
          ...shared.taking(organization.id),
          organization: organization.id,
          origin: said.origin,
          learned: said.learned,
          system: said.system,
          happened: said.happened,
          target: said.target,
          map: said.map === undefined ? undefined : await savedMap(store.reader(organization.id), said.map),
          reach,
        });
        for await (const result of all) results.push(result);
        return importAnswer(spooled.handed.path, results);
      } finally {
        await spooled.remove();
      }
    },
  );
}

/** Ids of the systems that what comes in may speak of; undefined: any. */
async function reachOf(store: Store, organization: OrganizationRow, { reach }: Access) {
  if ('all' in reach) return undefined;
  const systems = await store.reader(organization.id).systems();
  return new Set(systems.filter((system) => reaches(reach, system)).map(({ id }) => id));
}

/** A machine that may speak of one system only speaks of that one. */
function only({ reach }: Access): string | undefined {
  return 'systems' in reach && reach.systems.length === 1 ? reach.systems[0] : undefined;
}

/** @throws Refusal `usage` */
function targetOf(text: string): ResourceRef {
  const named = namedResource(text);
  if (named) return named;
  throw new Refusal(
    'usage',
    `"${text}" names nothing.`,
    { field: 'target' },
    `Write TYPE:NAME, where TYPE is one of ${NAMED_TYPES.join(', ')}.`,
  );
}

/** Observed from how the request proves who asks, never said by it. */
export function originOf(caller: Caller): Origin {
  switch (caller.kind) {
    case 'machine':
      return {
        kind: caller.actor.kind === 'ci' ? 'ci' : 'token',
        name: caller.actor.name,
        claims: caller.claims,
      };
    case 'person':
      return { kind: 'person', name: caller.actor.name, claims: { person: caller.person.id } };
    default:
      return { kind: 'person', name: 'dashboard' };
  }
}

/** Whether a body came as the bytes of a file. */
export function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** The refusal of a request that came without the bytes of a file. */
export function withoutBytes(): Refusal {
  return new Refusal('usage', 'The file’s bytes are missing.', {}, 'Send them as application/octet-stream.');
}
