import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { Refusal } from '../../records/refusal.ts';
import { SCHEMA_VERSION } from '../shared/schema.ts';
import { refused } from './refused.ts';

const FILE = 'assay.db';
const FORMAT = 'assay-backup/v1';

/** What stands beside a backup, and by which every flipped bit in it shows. */
const Manifest = z.strictObject({
  format: z.literal(FORMAT),
  /** Of the store's tables. */
  version: z.number().int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int(),
  /** SHA-256 of the installation's key, where that is kept beside. */
  key: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  organizations: z.array(z.strictObject({ id: z.string(), revision: z.number(), evidence: z.number() })),
});
export type Manifest = z.output<typeof Manifest>;

/**
 * Copies an embedded store while it is written to (sqlite.org/backup.html), checks the copy, and writes its
 * manifest beside it. Never writes over anything.
 * @param key the installation's key, where the backup is to hold it too, in a file beside
 * @throws Refusal `not-found`, `conflict`, `store`
 */
export async function backUp(folder: string, to: string, key?: Buffer): Promise<Manifest> {
  const from = join(folder, FILE);
  if (!existsSync(from))
    throw new Refusal(
      'not-found',
      'There is no embedded store here.',
      { file: folder },
      'Give its folder with --data. For PostgreSQL: pg_dump, or assay organization export.',
    );
  for (const file of [to, manifestOf(to), keyOf(to)])
    if (existsSync(file))
      throw new Refusal(
        'conflict',
        'There is a file of this name already.',
        { file },
        'Choose another name.',
      );
  const part = `${to}.part`;
  try {
    await copied(from, part);
    const manifest = { ...(await examined(part)), ...(key && { key: sha256(key) }) };
    await synced(part);
    if (key) await writeFile(keyOf(to), `${key.toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
    await rename(part, to);
    await writeFile(manifestOf(to), `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
    return manifest;
  } catch (error) {
    // A part of a backup is none; what somebody else made meanwhile is theirs.
    const theirs = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    for (const left of theirs ? [] : [keyOf(to), manifestOf(to), to]) await rm(left, { force: true });
    throw refused(error, to) ?? error;
  } finally {
    for (const left of [part, `${part}-wal`, `${part}-shm`, `${part}-journal`])
      await rm(left, { force: true });
  }
}

/**
 * Checks a backup against its manifest.
 * @throws Refusal `not-found`, `malformed`; `proof` where a bit of it is not as it was
 */
export async function checkBackup(file: string): Promise<Manifest> {
  const manifest = await readManifest(file);
  const differs = (what: string) =>
    new Refusal(
      'proof',
      'The backup is not as it was made: its digest differs from its manifest.',
      { file: what },
      'Take another backup.',
    );
  const { sha256: digest, bytes } = await digestOf(file);
  if (digest !== manifest.sha256 || bytes !== manifest.bytes) throw differs(file);
  if (manifest.key !== undefined && sha256(await keyBeside(file)) !== manifest.key)
    throw differs(keyOf(file));
  return manifest;
}

/** The installation's key that a backup holds, where it holds one; check the backup before. */
export async function backedUpKey(file: string): Promise<Buffer | undefined> {
  return (await readManifest(file)).key === undefined ? undefined : keyBeside(file);
}

async function keyBeside(file: string): Promise<Buffer> {
  return Buffer.from(await readFile(keyOf(file), 'utf8').catch(() => ''), 'base64');
}

/**
 * Puts a backup in the place of a store: into a folder without one, or, with `aside`, moving the one that is
 * there to another name.
 * @returns the name that the store before now has
 * @throws Refusal as `checkBackup`; `conflict` where there is a store; `store` where the backup is of a newer one
 */
export async function restore(
  file: string,
  folder: string,
  aside: string | undefined,
): Promise<string | undefined> {
  const { version } = await checkBackup(file);
  if (version > SCHEMA_VERSION) {
    throw new Refusal(
      'store',
      `The backup is of version ${version}; this Assay knows versions up to ${SCHEMA_VERSION}.`,
      { file },
      'Use a newer Assay.',
    );
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const to = join(folder, FILE);
  if (existsSync(to) && aside === undefined)
    throw new Refusal(
      'conflict',
      'There is a store here already.',
      { file: to },
      'Give another folder with --data, or --force to move it aside.',
    );
  const part = `${to}.restoring`;
  await copyFile(file, part);
  await synced(part);
  let moved: string | undefined;
  if (existsSync(to) && aside !== undefined) {
    moved = `${to}.${aside}`;
    for (const tail of ['', '-wal', '-shm']) if (existsSync(to + tail)) await rename(to + tail, moved + tail);
  }
  await rename(part, to);
  return moved;
}

/** One moment of the store, however long the copy takes and whatever is written meanwhile. */
async function copied(from: string, to: string): Promise<void> {
  const source = new Sqlite(from, { readonly: true, timeout: 30_000 });
  try {
    // Without a transaction of its own, a copy begins again each time that somebody else commits.
    source.exec('begin');
    source.prepare('select count(*) from sqlite_schema').get();
    await source.backup(to);
  } finally {
    source.close();
  }
}

/** What a copy holds, once the database itself finds it whole. */
async function examined(file: string): Promise<Manifest> {
  const copy = new Sqlite(file);
  try {
    // The copy of a store that is written to comes in its way of writing too; a backup is one file.
    copy.pragma('journal_mode = delete');
    const whole = copy.pragma('integrity_check', { simple: true });
    if (whole !== 'ok')
      throw new Refusal('store', `The copy is not whole: ${whole}`, { file }, 'Run assay doctor.');
    const version = Number(copy.pragma('user_version', { simple: true }));
    const organizations = copy
      .prepare<[], { id: string; revision: number; evidence: number }>(
        'select id, revision, evidence from organization order by id',
      )
      .all();
    copy.close();
    return { format: FORMAT, version, ...(await digestOf(file)), organizations };
  } finally {
    copy.close();
  }
}

async function readManifest(file: string): Promise<Manifest> {
  const beside = manifestOf(file);
  const text = await readFile(beside, 'utf8').catch(() => {
    throw new Refusal(
      'not-found',
      'The backup has no manifest.',
      { file: beside },
      'Keep both files together.',
    );
  });
  const read = Manifest.safeParse(parsed(text));
  if (read.success) return read.data;
  throw new Refusal(
    'malformed',
    'This is no manifest of a backup.',
    { file: beside },
    'Keep it as it was made.',
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function keyOf(file: string): string {
  return `${file}.key`;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function manifestOf(file: string): string {
  return `${file}.manifest.json`;
}

async function digestOf(file: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** On the disk before anybody is told so; its name too. */
async function synced(file: string): Promise<void> {
  for (const path of [file, dirname(file)]) {
    const handle = await open(path, 'r');
    await handle.sync().catch(() => undefined);
    await handle.close();
  }
}
