import { Refusal } from '../../records/refusal.ts';
import { noOrganization } from '../shared/refusals.ts';

/** What SQLite reports (sqlite.org/rescode.html) that is no defect of ours, and what to do about it. */
const REASONS: readonly [code: string, why: string, next: string][] = [
  ['SQLITE_FULL', 'The disk is full: nothing of this write was kept.', 'Free some space and try again.'],
  ['SQLITE_BUSY', 'Another process holds this store.', 'Try again when it is done.'],
  ['SQLITE_READONLY', 'The store cannot be written to.', 'Check who owns its folder, or give another.'],
  ['SQLITE_CANTOPEN', 'The store cannot be opened.', 'Check who owns its folder, or give another.'],
  ['SQLITE_NOTADB', 'This file is no Assay store.', 'Give another folder, or move the file away.'],
  ['SQLITE_CORRUPT', 'The store is damaged.', 'Restore it from a backup.'],
  ['SQLITE_IOERR', 'The disk failed.', 'Check the disk, then try again.'],
  ['EACCES', 'The store cannot be opened: no permission.', 'Check who owns its folder, or give another.'],
  ['EROFS', 'The store cannot be opened: the disk is read-only.', 'Give another folder.'],
  ['ENOSPC', 'The disk is full.', 'Free some space and try again.'],
];

/** The refusal that tells of an error of SQLite or of the disk; undefined where it is none of these. */
export function refused(error: unknown, file: string): Refusal | undefined {
  if (error instanceof Refusal || !(error instanceof Error) || !('code' in error)) return undefined;
  const code = String(error.code);
  // The organization is the only thing that other tables refer to.
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return noOrganization();
  for (const [known, why, next] of REASONS) {
    if (code.startsWith(known)) return new Refusal('store', why, { file }, next);
  }
  return undefined;
}
