import { join } from 'node:path';
import type { Command } from 'commander';
import { OWN } from '../intake/organization.ts';
import { type Instant, parseInstant } from '../records/instant.ts';
import { NAMED_TYPES, namedResource } from '../records/named.ts';
import type { ResourceRef } from '../records/record.ts';
import { Refusal } from '../records/refusal.ts';
import type { Context } from './context.ts';

/** Where the store is: in a folder, or a PostgreSQL that DATABASE_URL names. */
export interface StoreOptions {
  data?: string;
  organization?: string;
}

/** Adds the options that name the store. */
export function withStore(command: Command): Command {
  return command
    .option(
      '--data <folder>',
      'data folder (default: $ASSAY_DATA, or your user data folder; DATABASE_URL names a PostgreSQL instead)',
    )
    .option(
      '--organization <id>',
      'organization (default: yours, or the example one while only that is loaded)',
    );
}

/** What is written goes to one's own organization unless another is named: never into the example by accident. */
export function ownOrganization<Options extends StoreOptions>(options: Options): Options {
  return { ...options, organization: options.organization ?? OWN };
}

/** Adds `--at` and `--known`. */
export function withInstants(command: Command): Command {
  return command
    .option(
      '--at <instant>',
      'score as of this instant, e.g. 2026-11-01 or 2026-11-01T12:00:00Z (default: now)',
    )
    .option('--known <instant>', 'use only what was known by this instant (default: now)');
}

/** A server that is asked instead of a store. */
export interface ServerOptions {
  server?: string;
  audience?: string;
}

/** Adds `--server` and `--audience`. */
export function withServer(command: Command): Command {
  return command
    .option(
      '--server <address>',
      'ask this server instead of a store (default: $ASSAY_SERVER, where --data is not given)',
    )
    .option('--audience <name>', 'whom a pipeline’s identity is made out to (default: the server)');
}

/** What proves to a server who asks, for the help of commands that ask one. */
export const SERVER_HELP = `A server is asked with $ASSAY_TOKEN (or $ASSAY_TOKEN_FILE); in GitHub Actions with the run's own identity (permissions: id-token: write); elsewhere with $ASSAY_ID_TOKEN. Exit code 4: it does not let you in, 5: it does not answer.`;

/**
 * The server that a command is to ask; undefined where it works on a store.
 * @throws Refusal `usage` where both are named
 */
export function serverOf(options: ServerOptions & StoreOptions, context: Context): string | undefined {
  if (options.server !== undefined && options.data !== undefined)
    throw new Refusal('usage', 'Both --server and --data are given.', {}, 'Give one of them.');
  if (options.data !== undefined) return undefined;
  return options.server || context.env['ASSAY_SERVER'] || undefined;
}

/** Adds `--model`. */
export function withModel(command: Command): Command {
  return command.option(
    '--model <folder>',
    'folder that overrides parts of the standard model (default: $ASSAY_MODEL)',
  );
}

/**
 * An instant from an option.
 * @throws Refusal `usage`
 */
export function instantOption(name: string, text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  throw new Refusal(
    'usage',
    `${name} "${text}" is no date or instant.`,
    {},
    'Write 2026-11-01 or 2026-11-01T12:00:00Z.',
  );
}

/** The embedded store's folder: --data, ASSAY_DATA, or the user's data folder as the system has it. */
export function dataFolder(option: string | undefined, context: Context): string {
  const { env } = context;
  if (option) return option;
  if (env['ASSAY_DATA']) return env['ASSAY_DATA'];
  const home = env['HOME'] ?? env['USERPROFILE'] ?? context.cwd;
  if (process.platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'assay');
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'assay');
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'assay');
}

/** The file with the installation's key: named by the environment, else in the data folder. */
export function keyFile(data: string | undefined, context: Context): string {
  return context.env['ASSAY_KEY_FILE'] ?? join(dataFolder(data, context), 'key');
}

/**
 * What was looked at, from `--target TYPE:NAME`, for reports that do not name it.
 * @throws Refusal `usage`
 */
export function targetOption(text: string | undefined): ResourceRef | undefined {
  if (text === undefined) return undefined;
  const named = namedResource(text);
  if (named) return named;
  throw new Refusal(
    'usage',
    `--target "${text}" names nothing.`,
    {},
    `Write TYPE:NAME, where TYPE is one of ${NAMED_TYPES.join(', ')}.`,
  );
}

/** Collects an option that may be given several times. */
export function several(value: string, before: string[] = []): string[] {
  return [...before, value];
}

/**
 * A yes-or-no option.
 * @throws Refusal `usage`
 */
export function yesNo(name: string, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^(yes|true)$/i.test(text)) return true;
  if (/^(no|false)$/i.test(text)) return false;
  throw new Refusal('usage', `${name} "${text}" is neither yes nor no.`, {}, 'Write yes or no.');
}
