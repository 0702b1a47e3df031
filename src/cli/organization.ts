import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Command } from 'commander';
import { z } from 'zod';
import { Refusal } from '../records/refusal.ts';
import type { DumpRow } from '../store/rows.ts';
import { SCHEMA_VERSION } from '../store/shared/schema.ts';
import { checkVersion } from '../store/shared/store.ts';
import type { Context } from './context.ts';
import { ownOrganization, type StoreOptions, withStore } from './options.ts';
import { printJson } from './print.ts';

const FORMAT = 'assay-organization/v1';
const Header = z.object({
  format: z.literal(FORMAT),
  /** Of the store's tables. */
  version: z.number().int(),
  organization: z.string(),
});
const Row = z.object({ table: z.string(), row: z.record(z.string(), z.unknown()) });
const Trailer = z.object({ end: z.literal(true), rows: z.number(), sha256: z.string() });

/** `assay organization`: a whole organization from one store to another. */
export function organizationCommand(context: Context): Command {
  const command = new Command('organization')
    .description('move a whole organization between stores')
    .addHelpText(
      'after',
      '\nExamples:\n  assay organization export acme.ndjson.gz\n  DATABASE_URL=postgres://… assay organization import acme.ndjson.gz',
    );
  command.addCommand(exportCommand(context));
  command.addCommand(importCommand(context));
  return command;
}

function exportCommand(context: Context): Command {
  return withStore(new Command('export').description('write everything of an organization to one file'))
    .argument('<file>', 'where to write it (gzip, one row a line); -: standard output')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Example:
  assay organization export acme.ndjson.gz --organization acme
  assay organization export - > acme.ndjson.gz

Members, tokens, invitations and jobs stay behind: people and secrets belong to an installation. Take the
installation's key along (ASSAY_KEY_FILE), so that its log goes on under the same key.`,
    )
    .action(async (file: string, options: StoreOptions & { json?: boolean }) => {
      const { withSession } = await import('./session.ts');
      await withSession(ownOrganization(options), context, async ({ store, organization }) => {
        const to = file === '-' ? undefined : resolve(context.cwd, file);
        const part = `${to}.part`;
        const lines = new PassThrough();
        const zipped = createGzip({ level: 6 });
        const written = to
          ? pipeline(lines, zipped, createWriteStream(part, { mode: 0o600 }))
          : pipeline(lines, zipped, context.stdout, { end: false });
        // Told to whoever waits for room in it below.
        written.catch(() => undefined);
        const hash = createHash('sha256');
        let rows = 0;
        const put = async (value: unknown) => {
          const line = `${JSON.stringify(value)}\n`;
          hash.update(line);
          if (!lines.write(line)) await Promise.race([new Promise((go) => lines.once('drain', go)), written]);
        };
        try {
          await put({ format: FORMAT, version: SCHEMA_VERSION, organization: organization.id });
          await store.dump(organization.id, async (row) => {
            rows += 1;
            await put(row);
          });
          lines.end(`${JSON.stringify({ end: true, rows, sha256: hash.digest('hex') })}\n`);
          await written;
          if (to) await rename(part, to);
        } catch (error) {
          lines.destroy();
          await written.catch(() => undefined);
          if (to) await rm(part, { force: true });
          throw noRoom(error, file) ?? error;
        }
        if (options.json && to) printJson(context, { organization: organization.id, rows });
        else context.stderr.write(`Wrote ${file}: ${rows} rows of ${organization.name}.\n`);
      });
    });
}

/** The refusal where a disk has no room for what is written. */
function noRoom(error: unknown, file: string): Refusal | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOSPC') return undefined;
  return new Refusal('store', 'The disk is full.', { file }, 'Free some space, or write it elsewhere.');
}

function importCommand(context: Context): Command {
  return withStore(new Command('import').description('take in what `export` wrote; all of it, or nothing'))
    .argument('<file>', 'what `assay organization export` wrote')
    .option('--as <id>', 'under another id')
    .addHelpText('after', '\nExample:\n  assay organization import acme.ndjson.gz --as acme-copy')
    .action(async (file: string, options: StoreOptions & { as?: string }) => {
      const { openSessionStore } = await import('./session.ts');
      const from = resolve(context.cwd, file);
      // Whole before any of it is believed.
      const { organization, rows } = await checked(from, file);
      const id = options.as ?? organization;
      if (!/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/.test(id))
        throw new Refusal(
          'usage',
          `"${id}" cannot be an id.`,
          { field: '--as' },
          'Use small letters, digits and dashes.',
        );
      const store = await openSessionStore(options, context);
      try {
        await store.load(id, rowsOf(from));
      } finally {
        await store.close();
      }
      context.stderr.write(`Took in ${rows} rows as the organization "${id}".\n`);
    });
}

/** Reads the file once to its end. @throws Refusal `malformed`, `truncated`, `proof` */
async function checked(path: string, file: string): Promise<{ organization: string; rows: number }> {
  const hash = createHash('sha256');
  let organization: string | undefined;
  let rows = 0;
  let end: z.output<typeof Trailer> | undefined;
  for await (const line of linesOf(path, file)) {
    if (end) throw new Refusal('malformed', 'Something stands behind its end.', { file }, 'Export it anew.');
    const value = parsed(line, file);
    const trailer = Trailer.safeParse(value);
    if (trailer.success) {
      end = trailer.data;
      continue;
    }
    hash.update(`${line}\n`);
    if (organization === undefined) {
      const header = Header.safeParse(value);
      if (!header.success)
        throw new Refusal(
          'malformed',
          'This is no exported organization.',
          { file },
          'Make one: assay organization export',
        );
      checkVersion(header.data.version, file);
      organization = header.data.organization;
    } else if (Row.safeParse(value).success) rows += 1;
    else
      throw new Refusal('malformed', 'A line of it is no row.', { file, line: rows + 2 }, 'Export it anew.');
  }
  if (!end || organization === undefined)
    throw new Refusal(
      'truncated',
      'The file ends in the middle.',
      { file },
      'Export it anew, or copy it whole.',
    );
  if (end.rows !== rows || end.sha256 !== hash.digest('hex'))
    throw new Refusal('proof', 'The file is not as it was written.', { file }, 'Export it anew.');
  return { organization, rows };
}

async function* rowsOf(path: string): AsyncGenerator<DumpRow> {
  let first = true;
  for await (const line of linesOf(path, path)) {
    const row = Row.safeParse(JSON.parse(line));
    if (!first && row.success) yield row.data;
    first = false;
  }
}

async function* linesOf(path: string, file: string): AsyncGenerator<string> {
  const input = createReadStream(path).on('error', () => undefined);
  const plain = input.pipe(createGunzip());
  input.once('error', (error) => plain.destroy(error));
  const lines = createInterface({ input: plain, crlfDelay: Number.POSITIVE_INFINITY });
  // Damage behind the line at which reading was given up is told to nobody: that must not end the process.
  lines.on('error', () => undefined);
  try {
    for await (const line of lines) if (line) yield line;
    if (plain.errored) throw plain.errored;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      'truncated',
      `The file cannot be read to its end: ${why}`,
      { file },
      'Check it, or export it anew.',
    );
  } finally {
    lines.close();
    input.destroy();
    plain.destroy();
  }
}

function parsed(line: string, file: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Refusal('malformed', 'A line of it is no JSON.', { file }, 'Export it anew.');
  }
}
