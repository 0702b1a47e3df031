import type { z } from 'zod';
import { Refusal } from '../../records/refusal.ts';
import type { AccountWriter, AuditRow } from '../../store/accounts.ts';
import type { Store } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { ownOrganization, type StoreOptions } from '../options.ts';
import type { Session } from '../session.ts';

/** Options of commands that print. */
export interface Printing extends StoreOptions {
  json?: boolean;
}

/** What a change is called in the audit log; `detail` never holds a secret. */
interface Said {
  action: string;
  target: string;
  detail?: Readonly<Record<string, unknown>>;
}

/** Works on one's own organization in the store. */
export async function withOwn<T>(
  options: StoreOptions,
  context: Context,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { withSession } = await import('../session.ts');
  return withSession(ownOrganization(options), context, work);
}

/** Makes a change and its row of the audit log in one transaction. */
export async function change(
  { store, organization }: Pick<Session, 'store' | 'organization'>,
  context: Context,
  said: Said,
  work: (writer: AccountWriter) => Promise<void>,
): Promise<void> {
  const row = await auditLine(context, said);
  await store.writeAccounts(async (writer) => {
    await work(writer);
    await writer.addAudit(organization.id, row);
  });
}

/** What a change from the command line leaves in the audit log, for the transaction that makes it. */
export async function auditLine(context: Context, { action, target, detail = {} }: Said): Promise<AuditRow> {
  const { newId } = await import('../../server/access/secret.ts');
  const name = userOf(context);
  const actor = { kind: 'command-line' as const, id: name, name };
  return { id: newId(), at: context.now(), actor, action, target, detail, address: undefined };
}

/** Who sits at the command line, as far as the environment says. */
export function userOf({ env }: Pick<Context, 'env'>): string {
  return env['USER'] || env['USERNAME'] || 'command line';
}

/** What was typed, by the rules that the API has too. @throws Refusal `usage` */
export function valid<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue?.path.join('/');
  throw new Refusal('usage', issue?.message ?? 'That cannot be.', field ? { field } : {}, 'See --help.');
}

/**
 * Ids of the systems that were named; null where none was: any.
 * @throws Refusal `not-found`
 */
export async function systemIds(
  store: Store,
  organization: string,
  names: readonly string[] | undefined,
): Promise<string[] | null> {
  if (names === undefined) return null;
  const { findSystem } = await import('../../outputs/scorecard/find.ts');
  const all = await store.reader(organization).systems();
  return names.map((name) => findSystem(all, name).id);
}

/** Days of an option; null for `never`. @throws Refusal `usage` */
export function daysOption(text: string): number | null {
  if (text === 'never') return null;
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new Refusal('usage', `--days "${text}" is no number of days.`, { field: '--days' }, 'Write e.g. 90.');
}

/** @throws Refusal `not-found` */
export function noSuch(what: string, id: string, command: string): Refusal {
  return new Refusal('not-found', `There is no ${what} "${id}".`, {}, `See: ${command}`);
}
