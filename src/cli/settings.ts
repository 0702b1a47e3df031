import { readFile } from 'node:fs/promises';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { Refusal } from '../records/refusal.ts';
import { OWN_WAYS } from '../server/access/sessions.ts';
import { isLoopback } from '../server/guard.ts';
import { LOG_LEVELS } from '../server/watching/log-levels.ts';
import { ROLES } from '../store/accounts.ts';
import type { Context } from './context.ts';

/** Names of the environment that Assay reads; each of those marked can also name a file, with `_FILE` behind it. */
const NAMES: Readonly<Record<string, { file?: true }>> = {
  DATABASE_URL: { file: true },
  ASSAY_URL: {},
  ASSAY_KEY: { file: true },
  ASSAY_DATA: {},
  ASSAY_MODEL: {},
  ASSAY_CONFIG: {},
  ASSAY_SERVER: {},
  ASSAY_TOKEN: { file: true },
  ASSAY_ID_TOKEN: {},
};
const KNOWN = Object.entries(NAMES).flatMap(([name, { file }]) => (file ? [name, `${name}_FILE`] : [name]));

const Provider = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'small letters, digits and dashes')
    // A session of a provider must not be taken for one of theirs.
    .refine((id) => !OWN_WAYS.includes(id), 'This is a way to sign in already; choose another id.'),
  name: z.string().min(1).max(100),
  issuer: z
    .url({ protocol: /^https?$/ })
    .refine(isSafe, 'It has to begin with https://, so that nobody on the way can vouch for anybody.'),
  'client-id': z.string().min(1),
  'client-secret-file': z.string().min(1).optional(),
  scopes: z.array(z.string()).default(['openid', 'profile', 'email']),
  groups: z
    .strictObject({
      claim: z.string().min(1).default('groups'),
      organization: z.string().min(1).default('default'),
      map: z
        .array(
          z.strictObject({
            group: z.string().min(1),
            role: z.enum(ROLES),
            teams: z.array(z.string()).default([]),
          }),
        )
        .min(1),
    })
    .optional(),
});

/** The optional settings file (YAML). */
export const SettingsFile = z.strictObject({
  'sign-in': z
    .array(Provider)
    .refine(
      (list) => new Set(list.map(({ id }) => id)).size === list.length,
      'Two providers have the same id.',
    )
    .default([]),
  outbound: z.strictObject({ allow: z.array(z.string()).default([]) }).default({ allow: [] }),
  proxies: z.array(z.string()).default([]),
  log: z.enum(LOG_LEVELS).default('warn'),
  'retain-days': z.number().int().min(400).max(36_500).optional(),
});

/** Everything that a server is told from outside. */
export interface Settings extends z.output<typeof SettingsFile> {
  url: URL | undefined;
  databaseUrl: string | undefined;
  /** The installation's key itself, base64; else it is in the data folder. */
  key: string | undefined;
  keyFile: string | undefined;
  config: string | undefined;
}

/**
 * Reads the environment and the settings file, and refuses what is unknown or wrong: better no start than one
 * with a setting that does nothing.
 * @throws Refusal `usage`, naming the setting, or the file's line
 */
export async function readSettings({ env }: Pick<Context, 'env'>): Promise<Settings> {
  for (const name of Object.keys(env)) {
    if (!name.startsWith('ASSAY_') || KNOWN.includes(name) || name.startsWith('ASSAY_BENCH')) continue;
    const near = KNOWN.find((known) => distance(known, name) <= 2);
    const next = near ? `Did you mean ${near}?` : `Known are ${KNOWN.join(', ')}.`;
    throw new Refusal('usage', `There is no setting ${name}.`, { field: name }, next);
  }
  const config = env.ASSAY_CONFIG;
  const file = config === undefined ? SettingsFile.parse({}) : await settingsFile(config);
  return {
    ...file,
    config,
    url: urlSetting(env.ASSAY_URL),
    databaseUrl: await settingValue('DATABASE_URL', env),
    key: env.ASSAY_KEY,
    keyFile: env.ASSAY_KEY_FILE,
  };
}

/**
 * A setting's value: itself, or what the file that `NAME_FILE` names holds.
 * @throws Refusal `usage` where both are set, or the file cannot be read
 */
export async function settingValue(name: string, env: Context['env']): Promise<string | undefined> {
  const [value, file] = [env[name], env[`${name}_FILE`]];
  if (value !== undefined && file !== undefined)
    throw new Refusal('usage', `Both ${name} and ${name}_FILE are set.`, { field: name }, 'Keep one.');
  return file === undefined ? value : secretFile(file, `${name}_FILE`);
}

/** @throws Refusal `usage` */
export async function secretFile(file: string, field: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      'usage',
      `The file cannot be read: ${why}`,
      { file, field },
      'Check its path, and who may read it.',
    );
  }
}

function urlSetting(text: string | undefined): URL | undefined {
  if (text === undefined || text === '') return undefined;
  const bad = (why: string) =>
    new Refusal(
      'usage',
      why,
      { field: 'ASSAY_URL' },
      'Write what people open, e.g. https://assay.example.org.',
    );
  if (!URL.canParse(text)) throw bad(`ASSAY_URL "${text}" is no address.`);
  const url = new URL(text);
  if (!isSafe(text))
    throw bad('ASSAY_URL has to begin with https://, so that nobody on the way reads along.');
  if (url.pathname !== '/' || url.search || url.hash || url.username)
    throw bad('ASSAY_URL is an origin only: no path, no query, no user.');
  return url;
}

/** Whether an address is of HTTPS, or of this machine, which has none. */
function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

async function settingsFile(file: string): Promise<z.output<typeof SettingsFile>> {
  const text = await secretFile(file, 'ASSAY_CONFIG');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, maxAliasCount: 0 } as never);
  const [broken] = document.errors;
  if (broken) {
    const { line } = lines.linePos(broken.pos[0]);
    throw new Refusal('usage', broken.message.split('\n')[0] ?? '', { file, line }, 'Mend the YAML.');
  }
  const read = SettingsFile.safeParse(document.toJS() ?? {});
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue?.path ?? [];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const whole = unknown === undefined ? path : [...path, unknown];
  const line = lineOf(document, lines, whole as (string | number)[]);
  const field = whole.join('/');
  const known = Object.keys(SettingsFile.shape);
  const near = unknown === undefined ? undefined : known.find((name) => distance(name, unknown) <= 2);
  throw new Refusal(
    'usage',
    unknown === undefined
      ? (issue?.message ?? 'This is not a settings file.')
      : `There is no setting "${unknown}".`,
    { file, ...(line !== undefined && { line }), field },
    near ? `Did you mean ${near}?` : 'See docs/operations.md for what there is.',
  );
}

/** The line of a setting, or of the nearest one around it. */
function lineOf(
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
  path: readonly (string | number)[],
): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
      return lines.linePos(Number(node.range[0])).line;
  }
  return undefined;
}

/** Levenshtein distance, for short names. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [at, same] of [...other].entries()) {
      const change = (row[at] ?? 0) + (letter === same ? 0 : 1);
      next.push(Math.min(change, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
