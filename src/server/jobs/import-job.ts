import { z } from 'zod';
import type { Intake } from '../../intake/import.ts';
import { importAll } from '../../intake/import-all.ts';
import { savedMap } from '../../intake/maps.ts';
import type { ImportResult } from '../../intake/result.ts';
import type { Key } from '../../records/key.ts';
import type { Origin } from '../../records/origin.ts';
import { RESOURCE_TYPES, type ResourceRef } from '../../records/record.ts';
import type { Store } from '../../store/store.ts';
import { newId } from '../access/secret.ts';
import type { Shared } from '../app.ts';
import { importAnswer } from '../import-answer.ts';
import { spool } from '../spool.ts';
import type { JobWork } from './runner.ts';

const PART = 1 << 20;

/** What an import needs to know, beside its bytes. */
export const ImportPayload = z.object({
  name: z.string(),
  upload: z.string(),
  origin: z.object({
    kind: z.enum(['ci', 'token', 'collector', 'person']),
    name: z.string(),
    claims: z.record(z.string(), z.string()).optional(),
  }),
  learned: z.number(),
  system: z.string().optional(),
  happened: z.number().optional(),
  /** What was looked at. */
  target: z
    .object({ type: z.enum(RESOURCE_TYPES), keys: z.array(z.string()), name: z.string().optional() })
    .optional(),
  /** Id of a saved map. */
  map: z.string().optional(),
  /** Ids of the systems that it may speak of. */
  systems: z.array(z.string()).optional(),
});
export type ImportPayload = z.output<typeof ImportPayload>;

/** What of an intake does not change from import to import. */
export type Taking = Omit<Intake, 'organization' | 'origin' | 'learned'>;

/** Keeps an upload where any server can read it, and adds the job that imports it. @returns the job's id */
export async function addImportJob(
  store: Store,
  organization: string,
  by: string,
  payload: Omit<ImportPayload, 'upload'>,
  chunks: AsyncIterable<Uint8Array>,
): Promise<string> {
  const id = newId();
  let part = 0;
  let held: Uint8Array[] = [];
  let bytes = 0;
  const flush = async () => {
    if (bytes === 0) return;
    await store.jobs.putPart(organization, id, part, Buffer.concat(held));
    part += 1;
    held = [];
    bytes = 0;
  };
  for await (const chunk of chunks) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes >= PART) await flush();
  }
  await flush();
  const { learned } = payload;
  await store.jobs.add({
    organization,
    id,
    kind: 'import',
    subject: payload.name,
    payload: { ...payload, upload: id },
    by,
    created: learned,
    due: learned,
  });
  return id;
}

/** Imports an upload that was kept. Done again after a server was lost, it finds the same bytes known, or not at all. */
export function importJob(
  { store }: Pick<Shared, 'store'>,
  taking: (organization: string) => Taking,
): JobWork {
  return async (job, { progress, signal }) => {
    const { upload, name, origin, ...said } = ImportPayload.parse(job.payload);
    const { organization } = job;
    const spooled = await spool(name, parts(store, organization, upload));
    try {
      const results: ImportResult[] = [];
      let records = 0;
      const all = importAll(store, spooled.handed, {
        ...taking(organization),
        organization,
        origin: originOf(origin),
        learned: said.learned,
        system: said.system,
        happened: said.happened,
        target: said.target && refOf(said.target),
        map: said.map === undefined ? undefined : await savedMap(store.reader(organization), said.map),
        reach: said.systems && new Set(said.systems),
        progress(readings) {
          if (signal.aborted) throw new Error('stopped');
          records = Math.max(records, readings);
          progress({ records, documents: results.length });
        },
      });
      for await (const result of all) results.push(result);
      await store.jobs.dropUpload(organization, upload);
      return { done: importAnswer(spooled.handed.path, results) };
    } finally {
      await spooled.remove();
    }
  };
}

async function* parts(store: Store, organization: string, upload: string): AsyncGenerator<Uint8Array> {
  for (let part = 0; ; part += 1) {
    const bytes = await store.jobs.part(organization, upload, part);
    if (!bytes) return;
    yield bytes;
  }
}

function refOf({ type, keys, name }: NonNullable<ImportPayload['target']>): ResourceRef {
  // Keys were made by `namedResource` when the file came in.
  return { type, keys: keys as Key[], ...(name !== undefined && { name }) };
}

function originOf({ kind, name, claims }: ImportPayload['origin']): Origin {
  return claims === undefined ? { kind, name } : { kind, name, claims };
}
