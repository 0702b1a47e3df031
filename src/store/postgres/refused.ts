import { Refusal } from '../../records/refusal.ts';
import { noOrganization } from '../shared/refusals.ts';

/** What PostgreSQL (manual, appendix A, error codes) or the way to it reports that is no defect of ours, and what to do about it. */
const REASONS: readonly [code: string, why: string, next: string][] = [
  [
    '53100',
    'The disk of PostgreSQL is full: nothing of this write was kept.',
    'Free some space there and try again.',
  ],
  ['53300', 'PostgreSQL has no connection left.', 'Raise max_connections, or start fewer servers.'],
  [
    '55P03',
    'Another process has been writing to this organization for too long.',
    'Try again when it is done.',
  ],
  ['25006', 'This PostgreSQL can only be read.', 'Point DATABASE_URL at the primary server.'],
  ['57P', 'PostgreSQL is stopping or starting: nothing of this write was kept.', 'Try again when it runs.'],
  ['28', 'PostgreSQL did not accept the user or its password.', 'Check DATABASE_URL.'],
  ['3D000', 'There is no such database in this PostgreSQL.', 'Create it, or check DATABASE_URL.'],
  [
    '42501',
    'PostgreSQL does not let this user make or use the tables.',
    'Make it the owner of the database.',
  ],
  ['54000', 'A name or an id is too long for PostgreSQL.', 'Shorten it.'],
  ['ECONNREFUSED', 'PostgreSQL does not answer.', 'Check DATABASE_URL, and that the server runs.'],
  ['ENOTFOUND', 'The server in DATABASE_URL does not exist.', 'Check DATABASE_URL.'],
  ['ETIMEDOUT', 'PostgreSQL does not answer.', 'Check DATABASE_URL, and that the server runs.'],
  ['ECONNRESET', 'The connection to PostgreSQL was lost.', 'Check that the server runs, then try again.'],
  ['EPIPE', 'The connection to PostgreSQL was lost.', 'Check that the server runs, then try again.'],
];

/** How the driver says that a connection broke, which has no code. */
const LOST = ['Connection terminated', 'Client has encountered a connection error'];

/** The refusal that tells of an error; the error itself where there is none. */
export function told(error: unknown): unknown {
  return refused(error) ?? error;
}

/** The refusal that tells of an error of PostgreSQL; undefined where it is none of these. Never holds the address: it may hold a password. */
export function refused(error: unknown): Refusal | undefined {
  if (error instanceof Refusal || !(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  // The organization is the only thing that other tables refer to.
  if (code === '23503') return noOrganization();
  for (const [known, why, next] of REASONS)
    if (code.startsWith(known)) return new Refusal('store', why, {}, next);
  if (!LOST.some((words) => error.message.startsWith(words))) return undefined;
  return new Refusal(
    'store',
    'The connection to PostgreSQL was lost.',
    {},
    'Check that the server runs, then try again.',
  );
}
